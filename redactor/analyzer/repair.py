"""Text that extraction or OCR damaged where a marker stands, made whole again for the marker rules.

Only what can be part of a marker is touched: its own words (misread, glued, letterspaced, hyphenated
over a line end), the figures of a lagrum, and line breaks inside its phrases. Nothing is written from
it: a hit leads back to the characters as they stand.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import regex

from redactor.analyzer.vocabulary import NEEDLES, follows, may_follow, skeleton, whole
from redactor.domain.document import Span
from redactor.domain.folding import Folded

_NEAR = 3
"""Lines before and after a repair that a rule may want to see."""
_LONGEST = 40
"""Characters of a word, at most."""

_Edit = tuple[Span, str]

_ODD = regex.compile(r"(?<=[^\W\d_])[0-9|!$I]|[0-9|!$](?=[^\W\d_])")
"""A figure or a sign in a word, or a capital I after a letter."""
_TOKEN = re.compile(r"[\w|!$]+")
_SPACED = regex.compile(
    r"(?<!\w)s(?: {1,2}e)(?: {1,2}k)(?: {1,2}r)(?: {1,2}e)(?: {1,2}t)(?: {1,2}e)(?: {1,2}s){2}(?!\w)"
)
_HYPHEN = re.compile(r"[-\u00ac][ \t]?\n[ \t>]{0,8}")
_GLUED = tuple(
    re.compile(f"{skeleton(left)}(?={right})")
    for left, right in (
        ("sekretess", "enllgt|enl[. ]|jml|jamllkt|galler|rader|[\\dlos]{1,2} ?kap|osl "),
        ("enligt", "[\\dlos]{1,2} ?kap|osl[ \\d]"),
        ("omfattas", "av ?sekr"),
        ("omfattas av", "sekr"),
        ("omfattasav", "sekr"),
        ("ärendet", "omfattas|ar ?sekr"),
        ("sluten", "del(?!\\w)"),
        ("slutet", "arende(?!\\w)"),
        ("stängda", "dorrar"),
        ("för", "publleerlng"),
        ("ej", "(?:for ?)?publleer"),
    )
)
"""Skeletons of words that a marker's next word is glued to."""
_FIGURE = r"[\dlIO|o]{1,2}"
_FIGURES = (
    regex.compile(rf"(?<![\w:.])(?P<n>{_FIGURE})(?= ?kap\b)"),
    regex.compile(rf"\bkap\b\.? ?(?:§ ?)?(?P<n>{_FIGURE})(?= ?[a-h]? ?§| ?[8S$] ?[O0Q]SL| ?[$S](?!\w))"),
    regex.compile(rf"\b[O0Q]SL,? ?(?P<n>{_FIGURE})(?= ?:)"),
    regex.compile(rf"\b[O0Q]SL,? ?{_FIGURE} ?: ?(?P<n>{_FIGURE})(?!\w)"),
    regex.compile(rf"(?<![\w:.])\d{{1,2}} ?: ?(?P<n>{_FIGURE})(?= [O0Q]SL\b)"),
)
_MISREAD = str.maketrans("lIO|o", "11010")


@dataclass(frozen=True, slots=True)
class Repaired:
    """The lines around each repair as they were meant; `span` leads back to the text as it stands."""

    text: str = field(repr=False)
    steps: tuple[Folded, ...] = field(repr=False)

    def span(self, span: Span) -> Span:
        """The characters of the damaged text behind a span of the repaired."""
        for step in reversed(self.steps):
            span = step.span(span)
        return span


def repaired(text: str) -> Repaired | None:
    """The repaired lines of folded text with their neighbours; None: nothing needs repair."""
    words, at_words = _edited(text, _apart(_in_words(text)))
    lines, at_lines = _edited(words.text, _apart(_at_breaks(words.text)))
    if not at_words and not at_lines:
        return None
    touched = sorted([*(_forward(lines, at) for at in at_words), *at_lines])
    near, _ = _edited(lines.text, list(_far(lines.text, touched)))
    return Repaired(near.text, (words, lines, near))


def _in_words(text: str) -> Iterator[_Edit]:
    bare = skeleton(text)
    starts = {at for needle in NEEDLES for at in _finds(bare, needle)}
    starts.update(match.start() for match in _ODD.finditer(text))
    seen = -1
    for at in sorted(starts):
        span = _token(text, at)
        if span is None or span.start <= seen:
            continue
        seen = span.start
        word = whole(span.cut(text))
        if word is not None and word.casefold() != span.cut(text).casefold():
            yield span, word
    for match in _SPACED.finditer(bare):
        yield Span(*match.span()), "SEKRETESS"
    for match in _HYPHEN.finditer(text):
        yield from _unhyphenated(text, Span(*match.span()))
    for glued in _GLUED:
        for match in glued.finditer(bare):
            yield Span(match.end() - 1, match.end()), text[match.end() - 1] + " "
    for figures in _FIGURES:
        for match in figures.finditer(text):
            right = match["n"].translate(_MISREAD)
            if right != match["n"]:
                yield Span(*match.span("n")), right


def _finds(text: str, needle: str) -> Iterator[int]:
    at = text.find(needle)
    while at >= 0:
        yield at
        at = text.find(needle, at + 1)


def _token(text: str, at: int) -> Span | None:
    start = at
    while start > 0 and at - start < _LONGEST and _TOKEN.match(text[start - 1]):
        start -= 1
    match = _TOKEN.match(text, start)
    # What is longer is a word of no marker.
    return Span(*match.span()) if match and len(match.group()) <= _LONGEST else None


def _unhyphenated(text: str, cut: Span) -> Iterator[_Edit]:
    left, right = _token(text, cut.start - 1) if cut.start else None, _token(text, cut.end)
    if left is None or right is None or left.end != cut.start:
        return
    word = whole(left.cut(text) + right.cut(text))
    if word is not None:
        yield Span(left.start, right.end), word


def _at_breaks(text: str) -> Iterator[_Edit]:
    end = 0
    lines = text.split("\n")
    for above, below in pairwise(lines):
        end += len(above) + 1
        # A table's cells are parted by tabs.
        left, right = (above.split() or [""])[-1], (below.lstrip(" \t>").split(maxsplit=1) or [""])[0]
        if not left or not right or not may_follow(left, right):
            continue
        cut = Span(
            end - 1 - len(above) + len(above.rstrip(" \t")), end + len(below) - len(below.lstrip(" \t>"))
        )
        if follows(left, right):
            yield cut, " "
        elif _is_begun(left) and whole(left + right.strip(".,;:)")) is not None:
            yield Span(cut.start - len(left), cut.end), left


def _is_begun(word: str) -> bool:
    """Whether `sekretess` was broken after it, without a hyphen."""
    return 2 < len(word) < len("sekretess") and "sekretess".startswith(word.casefold())


def _apart(edits: Iterable[_Edit]) -> list[_Edit]:
    """Sorted, the longest of those that overlap."""
    chosen: list[_Edit] = []
    for edit in sorted(edits, key=lambda e: (e[0].start, -e[0].end)):
        if not chosen or edit[0].start >= chosen[-1][0].end:
            chosen.append(edit)
    return chosen


def _edited(text: str, edits: Sequence[_Edit]) -> tuple[Folded, tuple[int, ...]]:
    """The edited text with the way back, and where each edit stands in it."""
    if not edits:
        return Folded(text), ()
    pieces: list[str] = []
    entries: list[tuple[int, int, int]] = []
    edited: list[int] = []
    at = size = 0
    for span, new in edits:
        for piece, start, end in ((text[at : span.start], at, span.start), (new, span.start, span.end)):
            if piece:
                pieces.append(piece)
                entries.append((size, start, end))
                size += len(piece)
        edited.append(max(0, size - 1))
        at = span.end
    if at < len(text):
        pieces.append(text[at:])
        entries.append((size, at, len(text)))
    ats, sources, ends = zip(*entries, strict=True)
    return Folded("".join(pieces), ats, sources, ends), tuple(edited)


def _forward(made: Folded, at: int) -> int:
    """Where a character of the text that was edited stands in the edited one."""
    if not made.at:
        return at
    i = max(0, bisect_right(made.source, at) - 1)
    return made.at[i] + at - made.source[i]


def _far(text: str, touched: Sequence[int]) -> Iterator[_Edit]:
    """All but the lines near what was touched, as one blank line each."""
    kept = 0
    for at in touched:
        start, end = at, at
        for _ in range(_NEAR + 1):
            start = max(0, text.rfind("\n", 0, start))
            end = text.find("\n", end + 1) if 0 <= end < len(text) else -1
            end = len(text) if end < 0 else end
        if start > kept:
            yield Span(kept, start), "\n\n"
        kept = max(kept, end)
    if kept < len(text):
        yield Span(kept, len(text)), "\n"
