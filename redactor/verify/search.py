"""Finds known strings in text however they are written: one pass, whatever the number of strings.

Text is folded (`redactor.domain.folding`), casefolded and stripped of all but letters and digits; a
string counts where it stands word-bounded. Digits are also read as a stream over any separators.
`Search.count` is what both sides count with: the plan when it says how often a string stays,
verification when it looks at the copy.
"""

import re
from array import array
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from redactor.domain.folding import folded_text
from redactor.domain.records import Secret, SecretKind

CHANCE_LETTERS = 8
CHANCE_DIGITS = 6
"""Shorter strings are met by chance in encodings (removal.md, "True of every copy", 2)."""

_BETWEEN = re.compile(r"[\W_]+")
_WORDS = re.compile(r"[^\W_]+")
_DIGITS = re.compile(r"[0-9]+")
_LETTERS = re.compile(r"[^\W\d_]")
_KEY_LENGTHS = (24, 16, 8, 4, 3, 2, 1)
_FEW = 16
_GAP = 12
"""So many signs may part the groups of one number."""
_EXACT_BELOW = 8
"""A shorter number must stand together or with one separator throughout: in tables any six digits meet."""
_SEPARATORS = frozenset(" -./")
_OCR_DIGITS = str.maketrans("OolI|", "00111")
_NAME_WORDS = 4
"""The words of a name are turned round ("Surname, Given") up to so many."""
_TINY = 4
"""Words of so few letters arise from two others."""


class _Pattern(NamedTuple):
    text: str
    """Squashed."""
    secret: int
    written: str
    """With its blanks and capitals."""
    genitive: bool


_Index = dict[int, dict[str, list[_Pattern]]]
"""Patterns by the length of their key and the key itself, their first letters."""


class Prepared:
    """A text made ready for searching: folded, and squashed to casefolded letters and digits."""

    def __init__(self, text: str) -> None:
        folded = folded_text(text)
        self.lowered = folded.casefold()
        # A letter that grows when casefolded ("ß") would shift the places; then case is not looked at.
        self.cased = folded if len(self.lowered) == len(folded) else self.lowered
        self.squashed = _BETWEEN.sub("", self.lowered)

    @cached_property
    def at(self) -> "array[int]":
        """Where in the folded text each squashed character stands."""
        at = array("I")
        for match in _WORDS.finditer(self.lowered):
            at.extend(range(match.start(), match.end()))
        return at

    def gaps(self, start: int, end: int) -> set[int]:
        """Offsets from `start` before which a blank or sign stands, within squashed `start` to `end`."""
        at = self.at
        if at[end - 1] - at[start] == end - start - 1:
            return set()
        return {k - start for k in range(start + 1, end) if at[k] != at[k - 1] + 1}


class Search:
    """Strings to look for, made ready once and searched for in many texts."""

    def __init__(self, secrets: Sequence[Secret]) -> None:
        self.secrets = tuple(secrets)
        self._written: _Index = {}
        self._long: _Index = {}
        self._backwards: _Index = {}
        self._numbers: dict[int, dict[str, list[int]]] = {}
        for number, secret in enumerate(self.secrets):
            for pattern in _patterns(number, secret):
                _enter(self._written, pattern)
                if _no_accident(pattern.text):
                    _enter(self._long, pattern)
            for pattern in _backward(number, secret):
                _enter(self._backwards, pattern)
            if secret.kind is SecretKind.DIGITS:
                for form in _digit_forms(secret.text):
                    self._numbers.setdefault(len(form), {}).setdefault(form, []).append(number)

    def count(self, text: str | Prepared, *, chance: bool = False) -> Counter[int]:
        """In how many places each secret (by its index) stands in `text`; secrets that do not are left out.

        With `chance` only strings long enough to be no accident are looked for.
        """
        prepared = text if isinstance(text, Prepared) else Prepared(text)
        places = set(_matches(self._long if chance else self._written, prepared))
        places.update(self._number_places(prepared.lowered, chance))
        return Counter(secret for secret, _ in places)

    def backwards(self, prepared: Prepared) -> Counter[int]:
        """Secrets of a length that is no accident, written from right to left."""
        places = set(_matches(self._backwards, prepared))
        return Counter(secret for secret, _ in places)

    def _number_places(self, folded: str, chance: bool) -> Iterator[tuple[int, int]]:
        if not self._numbers:
            return
        for groups in _chains(folded):
            digits = "".join(group.group() for group in groups)
            edges = _edges(groups)
            for start in edges:
                for length, forms in self._numbers.items():
                    if chance and length < CHANCE_DIGITS:
                        continue
                    found = forms.get(digits[start : start + length])
                    last = edges.get(start + length, len(groups) if start + length == len(digits) else None)
                    if found and last is not None and _together(folded, groups[edges[start] : last], length):
                        for secret in found:
                            yield secret, groups[last - 1].end()


def _enter(index: _Index, pattern: _Pattern) -> None:
    length = next(k for k in _KEY_LENGTHS if k <= len(pattern.text))
    index.setdefault(length, {}).setdefault(pattern.text[:length], []).append(pattern)


def _matches(index: _Index, prepared: Prepared) -> Iterator[tuple[int, int]]:
    """Secret and end in the folded text of every place where a pattern stands."""
    text = prepared.squashed
    for length, keyed in index.items():
        for start in _starts(text, length, keyed):
            for pattern in keyed[text[start : start + length]]:
                if text.startswith(pattern.text, start) and _stands(prepared, start, pattern):
                    yield pattern.secret, prepared.at[start + len(pattern.text) - 1] + 1


def _starts(text: str, length: int, keyed: Collection[str]) -> list[int]:
    """Where one of the keys, all of this length, begins. A few are found soonest one by one."""
    if len(keyed) > _FEW:
        return [i for i in range(len(text) - length + 1) if text[i : i + length] in keyed]
    starts: list[int] = []
    for key in keyed:
        at = text.find(key)
        while at >= 0:
            starts.append(at)
            at = text.find(key, at + 1)
    return starts


def _edges(groups: Sequence[re.Match[str]]) -> dict[int, int]:
    edges: dict[int, int] = {}
    at = 0
    for number, group in enumerate(groups):
        edges[at] = number
        at += len(group.group())
    return edges


def _chains(folded: str) -> Iterator[list[re.Match[str]]]:
    """Groups of digits that no letter and no wide gap parts."""
    chain: list[re.Match[str]] = []
    for group in _DIGITS.finditer(folded):
        if chain and not _near(folded, chain[-1].end(), group.start()):
            yield chain
            chain = []
        chain.append(group)
    if chain:
        yield chain


def _near(folded: str, start: int, end: int) -> bool:
    return end - start <= _GAP and not _WORDS.search(folded, start, end)


def _together(folded: str, groups: Sequence[re.Match[str]], length: int) -> bool:
    if length >= _EXACT_BELOW:
        return True
    gaps = {folded[a.end() : b.start()] for a, b in pairwise(groups)}
    return not gaps or (len(gaps) == 1 and gaps <= _SEPARATORS)


def _no_accident(squashed: str) -> bool:
    return len(squashed) >= CHANCE_LETTERS or (len(squashed) >= CHANCE_DIGITS and squashed.isdigit())


def _stands(prepared: Prepared, start: int, pattern: _Pattern) -> bool:
    """A squashed match is the secret: word-bounded, and not put together from other words by chance."""
    end = start + len(pattern.text)
    last = prepared.at[end - 1]
    if not _bounded(prepared.cased, prepared.at[start] - 1):
        return False
    if not _bounded(prepared.cased, last) and not (pattern.genitive and _genitive(prepared.cased, last + 1)):
        return False
    if pattern.text.isalpha() and _in_figures(prepared.cased, prepared.at[start], last):
        return False
    gaps = prepared.gaps(start, end)
    return not gaps or _split_on_purpose(prepared, start, gaps, pattern)


def _split_on_purpose(prepared: Prepared, start: int, gaps: set[int], pattern: _Pattern) -> bool:
    """A word parted inside is the secret when it is long, letter-spaced, or parted by more than a blank.

    "I sak" is not the name Isak: a short word that a blank parts must begin as the secret does.
    """
    own = Prepared(pattern.written)
    extra = gaps - own.gaps(0, len(own.squashed))
    size = len(pattern.text)
    if not extra or size >= CHANCE_LETTERS or len(gaps) == size - 1:
        return True
    if pattern.text.isdigit():
        return False
    at, cased = prepared.at, prepared.cased
    same_case = cased[at[start]].isupper() == own.cased[own.at[0]].isupper()
    between = (cased[at[start + k - 1] + 1 : at[start + k]] for k in extra)
    return same_case and (size > _TINY or any(gap.strip(" ") for gap in between))


def _bounded(text: str, left: int) -> bool:
    """No word goes on from `text[left]` to the sign after it."""
    if left < 0 or left + 1 >= len(text):
        return True
    a, b = text[left], text[left + 1]
    if not (a.isalnum() and b.isalnum()):
        return True
    return a.isdigit() != b.isdigit() or (a.islower() and b.isupper())


def _in_figures(text: str, first: int, last: int) -> bool:
    """Whether one letter beside a figure, or two amid figures, belong to a number or colour: `9e3a38`."""
    before, after = text[max(first - 1, 0) : first].isdigit(), text[last + 1 : last + 2].isdigit()
    if first == last:
        return before or after
    return before and after and last - first == 1


def _genitive(text: str, at: int) -> bool:
    return text[at : at + 1] in ("s", "S") and _bounded(text, at)


def _patterns(number: int, secret: Secret) -> Iterator[_Pattern]:
    written = folded_text(secret.text)
    if secret.kind is SecretKind.DIGITS and not _LETTERS.search(written):
        return  # the digit stream finds these in every writing
    orders = [written]
    if secret.kind is SecretKind.NAME:
        orders += _turned(written.split())
    for order in dict.fromkeys(orders):
        squashed = _BETWEEN.sub("", order.casefold())
        if squashed:
            yield _Pattern(squashed, number, order, secret.kind is SecretKind.NAME)


def _turned(words: Sequence[str]) -> Iterator[str]:
    """ "Surname Given" for every split between the two, of a name that is not too long."""
    if len(words) <= _NAME_WORDS:
        for k in range(1, len(words)):
            yield " ".join((*words[k:], *words[:k]))


def _backward(number: int, secret: Secret) -> Iterator[_Pattern]:
    written = {secret.text, *(_digit_forms(secret.text) if secret.kind is SecretKind.DIGITS else ())}
    for text in sorted(written):
        squashed = _BETWEEN.sub("", folded_text(text).casefold())
        turned = squashed[::-1]
        if turned != squashed and _no_accident(squashed):
            yield _Pattern(turned, number, text[::-1], False)


def _digit_forms(text: str) -> frozenset[str]:
    """A number in 10 and 12 digits, national and international; empty for one too short to tell anything."""
    folded = folded_text(text)
    letters = _LETTERS.findall(folded)
    if letters and all(letter in "OolI" for letter in letters):
        folded = folded.translate(_OCR_DIGITS)
    digits = "".join(_DIGITS.findall(folded))
    if len(digits) < 4 or (letters and len(digits) not in (10, 12)):
        return frozenset()
    forms = {digits}
    if len(digits) == 12 and digits[:2] in ("18", "19", "20"):
        forms.add(digits[2:])
    if len(digits) == 10:
        forms.update(century + digits for century in ("18", "19", "20"))
    if digits[0] == "0" and 8 <= len(digits) <= 11:
        forms.update((f"46{digits[1:]}", f"0046{digits[1:]}", f"460{digits[1:]}"))
    if digits[:2] == "46" and 10 <= len(digits) <= 12:
        forms.add("0" + digits[2:].removeprefix("0"))
    return frozenset(forms)
