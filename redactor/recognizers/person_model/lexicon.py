"""How common a word is as a given name and as a surname in Sweden, and whether it is a word besides.

A table of 32-bit word hashes, so that no list of names is shipped and a look-up costs a bisection.
"""

import sys
from array import array
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntFlag
from zlib import crc32

_KEY_BYTES = 4
_GIVEN_SHIFT, _SURNAME_SHIFT = 0, 2
_RANK = 0b11
_BEARERS = (1, 100, 2000)
"""From how many bearers on a name has rank 1, 2, 3."""


class Known(IntFlag):
    """What a word is known as besides a name."""

    NOTHING = 0
    WORD = 0b1_0000
    PLACE = 0b10_0000
    OCCUPATION = 0b100_0000


@dataclass(frozen=True, slots=True)
class Entry:
    """`given` and `surname` are ranks, 0 (no such name) to 3 (thousands bear it)."""

    given: int = 0
    surname: int = 0
    known: Known = Known.NOTHING

    @property
    def byte(self) -> int:
        """The entry as the table holds it."""
        return self.given << _GIVEN_SHIFT | self.surname << _SURNAME_SHIFT | self.known


NOTHING = Entry()


def rank(bearers: int) -> int:
    """0 to 3, for a number of bearers."""
    return sum(bearers >= least for least in _BEARERS)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Entries by word; a word's hash is of its lower-case form, so about one word in 30,000 is mistaken."""

    _keys: "array[int]" = field(repr=False)
    _values: bytes = field(repr=False)

    @classmethod
    def of(cls, entries: Mapping[str, Entry]) -> "Lexicon":
        """A table of lower-case words; of two words with one hash the entries are united."""
        by_key: dict[int, int] = {}
        for word, entry in entries.items():
            key = crc32(word.encode())
            by_key[key] = by_key.get(key, 0) | entry.byte
        ordered = sorted(by_key)
        return cls(array("I", ordered), bytes(by_key[key] for key in ordered))

    @classmethod
    def load(cls, table: bytes) -> "Lexicon":
        """The table that `dump` gave. Raises ValueError when it is cut off."""
        count, rest = divmod(len(table), _KEY_BYTES + 1)
        if rest:
            raise ValueError("the table of names is damaged")
        keys = array("I", table[: count * _KEY_BYTES])
        if sys.byteorder == "big":
            keys.byteswap()
        return cls(keys, table[count * _KEY_BYTES :])

    def dump(self) -> bytes:
        """Keys, little endian and ascending, then one byte for each."""
        keys = array("I", self._keys)
        if sys.byteorder == "big":
            keys.byteswap()
        return keys.tobytes() + self._values

    def __len__(self) -> int:
        return len(self._keys)

    def find(self, word: str) -> Entry:
        """The entry of a lower-case word."""
        key = crc32(word.encode())
        i = bisect_left(self._keys, key)
        if i == len(self._keys) or self._keys[i] != key:
            return NOTHING
        value = self._values[i]
        known = Known(value & (Known.WORD | Known.PLACE | Known.OCCUPATION))
        return Entry(value >> _GIVEN_SHIFT & _RANK, value >> _SURNAME_SHIFT & _RANK, known)
