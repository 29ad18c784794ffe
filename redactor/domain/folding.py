"""One way of looking at text: forms, dashes, blanks and invisible signs folded, with a map back.

`fold` is what every recognizer sees; `squash` goes further, for finding known strings over blanks,
line breaks and hyphens. Both are linear in the text.
"""

import html
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import accumulate

from redactor.domain.document import Span

_INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff"
)
_COMBINING = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_BLANKS = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\ufffc"
_DASHES = "\u2010-\u2015\u2043\u2212\ufe58\ufe63\uff0d"
_BREAKS = "\u0085\u2028\u2029"

_FORMS = "\u00a8\u00aa\u00af\u00b2-\u00b5\u00b8-\u00ba\u00bc-\u00be\u0132-\U000dffff"
_SINGLE = re.compile(
    rf"[\r&{_INVISIBLE}{_BLANKS}{_DASHES}{_BREAKS}{_FORMS}]"
    r"(?:(?<=\r)\n|(?<=&)(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,8});)?"
)
_COMBINED = re.compile(f"[{_COMBINING}]")
_CHANGES = re.compile(
    rf"[^\r{_COMBINING}{_INVISIBLE}{_BLANKS}{_DASHES}{_BREAKS}][{_COMBINING}{_INVISIBLE}]*[{_COMBINING}][{_COMBINING}{_INVISIBLE}]*"
    rf"|{_SINGLE.pattern}"
)
"""Where a text holds signs that join the letter before them; to try each letter for one is slow."""
_INVISIBLES = re.compile(f"[{_INVISIBLE}]")
_KEPT = re.compile(r"[^\s\-_]+")


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text and the way back to the source.

    `at`, `source` and `ends` are parallel: from folded offset `at[i]` on, source offsets run from
    `source[i]` in step, or the entry's characters come together from `source[i]` to `ends[i]`.
    Empty: nothing changed.
    """

    text: str = field(repr=False)
    at: tuple[int, ...] = ()
    source: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()

    def offset(self, position: int) -> int:
        """Where in the source the folded character at `position` begins."""
        if not self.at:
            return position
        i = bisect_right(self.at, position) - 1
        return min(self.source[i] + position - self.at[i], self.ends[i] - 1)

    def span(self, folded: Span) -> Span:
        """The source characters behind a folded span, with invisible signs inside it, not around it."""
        if not self.at:
            return folded
        last = folded.end - 1
        i = bisect_right(self.at, last) - 1
        following = self.at[i + 1] if i + 1 < len(self.at) else len(self.text)
        in_step = self.ends[i] - self.source[i] == following - self.at[i]
        end = self.source[i] + last - self.at[i] + 1 if in_step else self.ends[i]
        return Span(self.offset(folded.start), end)

    def stretches(self) -> Iterator[tuple[int, int, int, int]]:
        """Start and end of each entry in the folded text, then in the source."""
        if not self.at:
            yield 0, len(self.text), 0, len(self.text)
            return
        yield from zip(self.at, (*self.at[1:], len(self.text)), self.source, self.ends, strict=True)


class _Builder:
    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.at: list[int] = []
        self.source: list[int] = []
        self.ends: list[int] = []
        self.size = 0

    def add(self, piece: str, source: int, end: int) -> None:
        """`piece` comes from source..end: in step when as long, together when not."""
        if not piece:
            return
        self.pieces.append(piece)
        self.at.append(self.size)
        self.source.append(source)
        self.ends.append(end)
        self.size += len(piece)

    def build(self) -> Folded:
        return Folded("".join(self.pieces), tuple(self.at), tuple(self.source), tuple(self.ends))


def _each(ranges: str, changed: str) -> dict[str, str]:
    """Every character of a class as a pattern writes it, and what it is changed to."""
    bounds = re.findall(r"(.)(?:-(.))?", ranges, re.DOTALL)
    return {chr(c): changed for first, last in bounds for c in range(ord(first), ord(last or first) + 1)}


_SAME = {**_each(_BLANKS, " "), **_each(_DASHES, "-"), **_each(_BREAKS, "\n"), "\r": "\n", "\r\n": "\n"}


def _folded(match: re.Match[str]) -> str:
    changed = match.group()
    if changed in _SAME:
        return _SAME[changed]
    if changed[-1] == ";":
        # Markdown shows character references as their characters.
        character = html.unescape(changed)
        return folded_text(character) if len(character) == 1 and character != "&" else changed
    return unicodedata.normalize("NFKC", _INVISIBLES.sub("", changed))


def _changes(text: str) -> re.Pattern[str]:
    return _CHANGES if _COMBINED.search(text) else _SINGLE


def fold(text: str) -> Folded:
    """NFKC; every dash "-", blank " " and line break "\\n"; soft hyphens and zero-width signs gone."""
    changes = _changes(text)
    first = changes.search(text)
    if first is None:
        return Folded(text)
    builder = _Builder()
    at = 0
    for match in changes.finditer(text, first.start()):
        builder.add(text[at : match.start()], at, match.start())
        # One entry a character: a span can then begin or end inside an expanded form.
        for character in _folded(match):
            builder.add(character, match.start(), match.end())
        at = match.end()
    builder.add(text[at:], at, len(text))
    return builder.build()


def swapped(text: str, letters: Mapping[str, str]) -> str:
    """The text with some letters for others, one for one; what a letter becomes must not change in turn.

    `str.translate` asks for every character of a text, this for every letter once.
    """
    for letter, other in letters.items():
        text = text.replace(letter, other)
    return text


def folded_text(text: str) -> str:
    """`fold(text).text`, for whom no place in the source matters."""
    if text.isascii() and "&" not in text and "\r" not in text:
        return text  # as most names and numbers, which are folded one by one
    return _changes(text).sub(_folded, text)


def squash(text: str) -> Folded:
    """Folded, casefolded, and without blanks, line breaks, hyphens and underscores."""
    folded = fold(text)
    lowered = folded.text.casefold()
    if not folded.at and len(lowered) == len(text):
        return _words_of(lowered)
    builder = _Builder()
    for start, end, source, source_end in folded.stretches():
        in_step = source_end - source == end - start
        for match in _KEPT.finditer(folded.text, start, end):
            begin, stop = match.span()
            lowered = match.group().casefold()
            if not in_step:
                builder.add(lowered, source, source_end)
            elif len(lowered) == stop - begin:
                builder.add(lowered, source + begin - start, source + stop - start)
            else:
                _add_each(builder, match.group(), source + begin - start)
    return builder.build()


def _words_of(lowered: str) -> Folded:
    """The words of a text in which every character is in its place."""
    spans = [match.span() for match in _KEPT.finditer(lowered)]
    sizes = accumulate((end - start for start, end in spans), initial=0)
    text = "".join([lowered[start:end] for start, end in spans])
    return Folded(text, tuple(sizes)[:-1], tuple(start for start, _ in spans), tuple(end for _, end in spans))


def _add_each(builder: _Builder, piece: str, source: int) -> None:
    """Casefolded letter by letter: some become two."""
    for at, character in enumerate(piece, source):
        for lower in character.casefold():
            builder.add(lower, at, at + 1)
