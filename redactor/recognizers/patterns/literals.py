"""Strings of which one must stand in whatever a pattern matches, read off its parse tree."""

import re
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Final

# By name: whether mypy knows these modules hangs on what else is installed.
op: Final[Any] = import_module("re._constants")
parser: Final[Any] = import_module("re._parser")
_MIN = 2
"""A shorter string stands in nearly every text and saves nothing."""
_MAX_STRINGS = 60
_MAX_RUN = 12
_WIDEST = 2_000
_EMPTY = frozenset(("",))

_MEANS_MORE = re.compile(r"\{(?!\d*,?\d*\})|(?<!\\)\[\[|--|&&|\|\||~~")
"""What `re` takes for plain characters and `regex` doesn't: fuzzy counts, set operations."""

_GROUP = re.compile(r"\(\?P?<[^\W\d]\w*>")
_PROPERTY = re.compile(r"\\[pP]\{\^?\w+\}")
"""Only letters matter here: a group's name and a class of characters add none."""


@dataclass(frozen=True, slots=True)
class Needles:
    """`strings` are casefolded; every match holds one of them. Empty: that can't be told.

    `width` is the most characters a match can have; None: no bound is known.
    """

    strings: tuple[str, ...] = ()
    width: int | None = None


def required(pattern: str) -> Needles:
    """What every match of `pattern` holds, and how long a match can be.

    Understands what the standard library's `re` understands; of other patterns it says nothing.
    """
    plain = _PROPERTY.sub(r"\\w", _GROUP.sub("(?:", pattern))
    if _MEANS_MORE.search(plain):
        return Needles()
    try:
        parsed = parser.parse(plain)
    except (re.error, RecursionError, OverflowError):
        return Needles()
    found = _of_sequence(parsed)
    width = int(parsed.getwidth()[1])
    return Needles(tuple(sorted(found)) if found else (), width if width <= _WIDEST else None)


def _of_sequence(items: Any) -> frozenset[str] | None:
    best: frozenset[str] | None = None
    run: frozenset[str] = _EMPTY
    for code, value in [*items, (op.ANY, None)]:
        letters = _letters(code, value)
        if letters is not None and len(letters) * len(run) <= _MAX_RUN:
            run = frozenset(begun + letter for begun in run for letter in letters)
            continue
        best = _better(best, _of_run(run))
        run = _EMPTY if letters is None or len(letters) > _MAX_RUN else letters
        best = _better(best, _of_item(code, value))
    return best


def _letters(code: Any, value: Any) -> frozenset[str] | None:
    """The characters that may stand here, casefolded; None where that is no plain choice."""
    if code is op.LITERAL:
        choice = [value]
    elif code is op.IN and all(kind is op.LITERAL for kind, _ in value):
        choice = [number for _, number in value]
    else:
        return None
    folded = frozenset(chr(number).casefold() for number in choice)
    # A letter that folds to several (ß) may match what folding tells apart.
    return folded if all(len(letter) == 1 for letter in folded) else None


def _of_item(code: Any, value: Any) -> frozenset[str] | None:
    if code is op.SUBPATTERN:
        return _of_sequence(value[3])
    if code is op.ATOMIC_GROUP:
        return _of_sequence(value)
    if code is op.BRANCH:
        return _of_branches(value[1])
    if code in (op.MAX_REPEAT, op.MIN_REPEAT) and value[0] >= 1:
        return _of_sequence(value[2])
    return None


def _of_branches(branches: Any) -> frozenset[str] | None:
    found: set[str] = set()
    for branch in branches:
        strings = _of_sequence(branch)
        if strings is None:
            return None
        found |= strings
    return frozenset(found) if len(found) <= _MAX_STRINGS else None


def _of_run(run: frozenset[str]) -> frozenset[str] | None:
    return run if min(map(len, run)) >= _MIN else None


def _better(one: frozenset[str] | None, other: frozenset[str] | None) -> frozenset[str] | None:
    if one is None or other is None:
        return one if other is None else other
    return max(one, other, key=lambda strings: (min(map(len, strings)), -len(strings)))
