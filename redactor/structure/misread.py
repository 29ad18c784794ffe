"""Numbers that only their series shows to be items': signs that OCR misread, and numbers without a sign."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from redactor.structure.numbers import Number, Way

LONG: Final = 3
"""So many numbers one after the other are a series."""
_TWO_DIGITS: Final = 10


@dataclass(frozen=True, slots=True)
class _Chain:
    """Section numbers one upon the other: how many, how many of them with `§` and with a misread sign."""

    length: int = 0
    clean: int = 0
    signs: int = 0

    def __add__(self, other: "_Chain") -> "_Chain":
        return _Chain(self.length + other.length, self.clean + other.clean, self.signs + other.signs)

    @property
    def signed(self) -> int:
        return self.clean + self.signs


def sections(clean: Mapping[int, Number], misread: Mapping[int, Sequence[Number]]) -> Mapping[int, Number]:
    """By line: the misread section numbers that go on with others, above them and below."""
    read = [(index, number) for index, number in clean.items() if number.way is Way.SECTION]
    read += [(i, n) for i, numbers in misread.items() for n in numbers if n.way is Way.SECTION]
    read.sort(key=lambda reading: reading[0])
    above = _chains(read, -1)
    below = reversed(_chains(reversed(read), 1))
    return {
        index: number
        for (index, number), up, down in zip(read, above, below, strict=True)
        if number.damaged and _is_section(number, up, down)
    }


def _is_section(number: Number, above: _Chain, below: _Chain) -> bool:
    whole = _Chain(1, 0, not number.glued) + above + below
    if number.glued:
        # A count such as `89 personer` may follow § 8 by chance; a second one, of three digits, hardly does.
        several = number.value >= _TWO_DIGITS and whole.length - whole.signed > 1
        return whole.length >= LONG and (below.signed > 0 or several)
    return whole.length >= LONG or (whole.length > 1 and whole.clean > 0)


def _chains(read: Iterable[tuple[int, Number]], step: int) -> list[_Chain]:
    """For each number the chain that leads to it, without itself; its neighbour is `step` from it."""
    found: list[_Chain] = []
    at: dict[int, _Chain] = {}
    for _, number in read:
        chain = at.get(number.value + step, _Chain())
        found.append(chain)
        signed = number.damaged and not number.glued
        at[number.value] = chain + _Chain(1, not number.damaged, signed)
    return found


def bare(misread: Mapping[int, Sequence[Number]]) -> tuple[int, ...]:
    """The lines of the first long series of bare numbers; empty when there is none."""
    run: list[int] = []
    last = -1
    for index, number in ((i, n) for i, numbers in misread.items() for n in numbers if n.way is Way.BARE):
        if number.value != last + 1:
            if len(run) >= LONG:
                break
            run = []
        run.append(index)
        last = number.value
    return tuple(run) if len(run) >= LONG else ()
