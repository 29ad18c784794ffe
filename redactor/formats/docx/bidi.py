"""Text that is shown backwards: `w:bdo` from right to left (UAX 9, rule X5). It is read as it is shown."""

import unicodedata
from collections.abc import Iterable
from enum import Enum, auto
from typing import Final

from redactor.domain.document import Span, XmlRun
from redactor.formats.docx.draft import Draft
from redactor.formats.docx.names import RPR, RUN, Element, T, remove, unwrap, w

BDO: Final = w("bdo")
OVERRIDE: Final = "\u202e"
_INVOLVED: Final = tuple(w(n) for n in ("bdo", "dir", "fldChar", "instrText", "fldSimple", "hyperlink", "rt"))
_MARKS: Final = tuple(w(n) for n in ("bookmarkStart", "bookmarkEnd"))
_RIGHT_TO_LEFT: Final = frozenset({"R", "AL"})


class Reading(Enum):
    """How the characters below a `w:bdo` are to be read."""

    AS_WRITTEN = auto()
    BACKWARDS = auto()
    UNCLEAR = auto()
    """Letters of both directions, or fields and the like between them."""


def reading(element: Element) -> Reading:
    """How to read what is below a `w:bdo`."""
    if element.get(w("val")) != "rtl":
        return Reading.AS_WRITTEN
    text = "".join(t.text or "" for t in element.iter(T))
    strong = _directions(text)
    if strong <= {True}:
        return Reading.AS_WRITTEN
    if len(strong) > 1 or _involved(element):
        return Reading.UNCLEAR
    return Reading.BACKWARDS


def _directions(text: str) -> set[bool]:
    """Whether its letters and digits run from right to left."""
    return {unicodedata.bidirectional(c) in _RIGHT_TO_LEFT for c in text if c.isalnum()}


def _involved(element: Element) -> bool:
    return any(below is not element for below in element.iter(*_INVOLVED))


def place_backwards(pieces: list[tuple[Draft, str, XmlRun]]) -> None:
    """Writes down what was read, the last character first."""
    for draft, text, at in reversed(pieces):
        if len(at.span) != len(text):
            draft.place(text, at)
            continue
        for start, cluster in reversed(clusters(text)):
            draft.place(cluster, XmlRun(at.part, at.path, Span(start, start + len(cluster))))


def clusters(text: str) -> list[tuple[int, str]]:
    """Offset and characters of each letter with the accents that stand on it."""
    found: list[tuple[int, str]] = []
    for at, character in enumerate(text):
        if unicodedata.combining(character) and found:
            start, before = found[-1]
            found[-1] = start, before + character
        else:
            found.append((at, character))
    return found


def straighten(touched: Iterable[Element], marks: set[Element]) -> None:
    """Where something was removed, what is left is written in the order in which it was shown: a
    placeholder must not be set backwards."""
    overrides = dict.fromkeys(bdo for element in touched for bdo in element.iterancestors(BDO))
    for override in overrides:
        if override.get(w("val")) != "rtl" or override.getparent() is None:
            continue
        for mark in list(override.iter(*_MARKS)):
            remove(mark)
        if not _kept_direction(override, marks) and not _involved(override):
            _reverse(override, marks)
        unwrap(override)


def _kept_direction(override: Element, marks: set[Element]) -> bool:
    """Do the letters that are left run from right to left by themselves?"""
    return any(_directions(t.text or "") & {True} for t in override.iter(T) if t not in marks)


def _reverse(element: Element, marks: set[Element]) -> None:
    below = [e for e in element if e.tag != RPR]
    for one in below:
        if one.tag == RUN:
            _reverse(one, marks)
        elif one.tag == T and one not in marks:
            one.text = "".join(cluster for _, cluster in reversed(clusters(one.text or "")))
    element.extend(reversed(below))
