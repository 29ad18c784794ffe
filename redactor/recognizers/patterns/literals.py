"""Strings of which one must stand in whatever a pattern matches, read off its parse tree."""

import re
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

_MIN = 2
"""A shorter string stands in nearly every text and saves nothing."""
_MAX_STRINGS = 60

_MEANS_MORE = re.compile(r"\{(?!\d*,?\d*\})|\[\[|--|&&|\|\||~~")
"""What `re` takes for plain characters and `regex` doesn't: fuzzy counts, set operations."""

_GROUP = re.compile(r"\(\?P?<[^\W\d]\w*>")
_PROPERTY = re.compile(r"\\[pP]\{\^?\w+\}")
"""Only letters matter here: a group's name and a class of characters add none."""


def required(pattern: str) -> tuple[str, ...]:
    """Casefolded strings; every match holds one of them. Empty where that can't be told.

    Understands what the standard library's `re` understands; of other patterns it says nothing.
    """
    if _MEANS_MORE.search(pattern):
        return ()
    try:
        parsed = parser.parse(_PROPERTY.sub(r"\\w", _GROUP.sub("(?:", pattern)))
    except (re.error, RecursionError, OverflowError):
        return ()
    found = _of_sequence(parsed)
    return tuple(sorted(found)) if found else ()


def _of_sequence(items: Any) -> frozenset[str] | None:
    best: frozenset[str] | None = None
    run: list[str] = []
    for code, value in [*items, (op.ANY, None)]:
        if code is op.LITERAL:
            run.append(chr(value))
            continue
        best = _better(best, _of_run(run))
        run = []
        best = _better(best, _of_item(code, value))
    return best


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


def _of_run(run: list[str]) -> frozenset[str] | None:
    text = "".join(run)
    folded = text.casefold()
    # A letter that folds to several (ß) or has a dotless twin may match what folding tells apart.
    if len(folded) < _MIN or len(folded) != len(text):
        return None
    return frozenset((folded,))


def _better(one: frozenset[str] | None, other: frozenset[str] | None) -> frozenset[str] | None:
    if one is None or other is None:
        return one if other is None else other
    return max(one, other, key=lambda strings: (min(map(len, strings)), -len(strings)))
