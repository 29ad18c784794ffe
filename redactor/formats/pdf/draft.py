"""A layer in the making: rows become lines of text, each character with its anchor."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from redactor.domain.document import (
    Anchored,
    Block,
    Cell,
    Host,
    LayerId,
    LayerKind,
    Narrow,
    PdfBox,
    PdfRun,
    Span,
    TextLayer,
)
from redactor.formats.pdf.order import Strand
from redactor.formats.pdf.values import Rect
from redactor.formats.typed_tables import with_typed_tables

_HYPHENS: Final = "-\u00ad\u2010\u2011"
_WORD: Final = re.compile(r"\S+")
_AND: Final = re.compile(r"(?:och|eller|samt|respektive|resp|till|mellan|men)\b", re.IGNORECASE)


class Run:
    """Characters that stand one after the other in a line of the page, from its character `start` on.

    What is set after a line's last character (a break, a blank) goes on counting. `box`: the characters are
    a word or a picture at that shown place.
    """

    __slots__ = ("box", "line", "page", "start", "text")

    def __init__(self, text: str, page: int, line: int, start: int, box: Rect | None = None) -> None:
        self.text, self.page, self.line, self.start, self.box = text, page, line, start, box

    def part(self, start: int, end: int) -> "Run":
        return Run(self.text[start:end], self.page, self.line, self.start + start, self.box)

    def anchors(self, at: int) -> tuple[Anchored, ...]:
        """Where the characters stand; `at` is the offset of the first in the layer."""
        size = len(self.text)
        if self.box is None:
            run = PdfRun(self.page, self.line, Span(self.start, self.start + size))
            return (Anchored(Span(at, at + size), run),)
        word = len(self.text.rstrip()) or size
        own = Anchored(Span(at, at + word), PdfBox(self.page, *self.box))
        if word == size:
            return (own,)
        # What parts it from the next has no place of its own: it must not take the word along.
        x, y = self.box[2], self.box[3]
        return own, Anchored(Span(at + word, at + size), PdfBox(self.page, x, y, x, y))


Runs = list[Run]


def runs_of(strands: Sequence[Strand]) -> Runs:
    """The row's characters, without blanks at the ends."""
    runs: Runs = []
    for strand in strands:
        joint = "\t"
        for at, piece in enumerate(strand.pieces):
            if at:
                joint = strand.joints[at - 1]
            if runs:
                runs[-1].text += joint
            runs.append(Run(piece.text, piece.page, piece.line, piece.start, piece.box))
    return _stripped(runs)


def set_in(strand: Strand) -> Runs:
    """The blanks before a line: in a typed list they tell in which column it goes on."""
    piece = strand.pieces[0]
    blanks = len(piece.text) - len(piece.text.lstrip())
    return [Run(piece.text[:blanks], piece.page, piece.line, piece.start)] if blanks else []


def _stripped(runs: Runs) -> Runs:
    while runs and (not runs[0].text or runs[0].text[0].isspace()):
        first = runs[0]
        blanks = len(first.text) - len(first.text.lstrip())
        runs[:1] = [first.part(blanks, len(first.text))] if blanks < len(first.text) else []
    while runs and (not runs[-1].text or runs[-1].text[-1].isspace()):
        text = runs[-1].text.rstrip()
        runs[-1:] = [runs[-1].part(0, len(text))] if text else []
    return runs


def _cut(runs: Iterable[Run], start: int, end: int) -> Iterator[Run]:
    """Characters start..end of the row."""
    at = 0
    for run in runs:
        left, right = max(start - at, 0), min(end - at, len(run.text))
        if left < right:
            yield run.part(left, right)
        at += len(run.text)


def text_of(runs: Iterable[Run]) -> str:
    return "".join(run.text for run in runs)


def join_hyphens(lines: list[Runs]) -> None:
    """A word parted at a line's end goes whole to that line; its hyphen goes unless it is the word's own.

    `lines` are those of one paragraph; a line that held nothing but the word's end is left empty.
    """
    for at in range(len(lines) - 1):
        above, below = text_of(lines[at]), text_of(lines[at + 1])
        word = _WORD.match(below)
        if len(above) < 2 or above[-1] not in _HYPHENS or word is None or not above[-2].isalnum():
            continue
        drops = above[-1] == "\u00ad" or (above[-2].isalpha() and below[:1].islower())
        if not drops and not _own(above, below):
            continue
        if _AND.match(below) and above[-1] != "\u00ad":
            continue
        head = list(_cut(lines[at], 0, len(above) - drops))
        lines[at] = head + list(_cut(lines[at + 1], 0, word.end()))
        lines[at + 1] = _stripped(list(_cut(lines[at + 1], word.end(), len(below))))


def _own(above: str, below: str) -> bool:
    """Whether the hyphen stands between two names or in a number."""
    return (above[-2].isalpha() and below[:1].isupper()) or (above[-2].isdigit() and below[:1].isdigit())


class Draft:
    """One layer in the making."""

    def __init__(self, layer: LayerId, kind: LayerKind, host: Host | None = None) -> None:
        self.layer_id, self.kind, self.host = layer, kind, host
        self.size = self.start = 0
        self.pieces: list[str] = []
        self.anchors: list[Anchored] = []
        self.blocks: list[Block] = []
        self.open: Run | None = None
        """The last run; what separates it from the next is still added to it."""

    @property
    def begun(self) -> bool:
        """Whether the open block holds text."""
        return self.size > self.start

    def begin(self) -> None:
        """A block begins here."""
        self.start = self.size

    def end(
        self, paragraph: int, *, level: int | None = None, bold: bool = False, cell: Cell | None = None
    ) -> None:
        """Closes the open block; an empty one is none."""
        if self.begun:
            self.blocks.append(Block(Span(self.start, self.size), paragraph, "", level, bold, "", cell))

    def line(self, runs: Runs) -> None:
        """A row; the draft keeps its runs."""
        for run in runs:
            self._close()
            self.open = run
            self.size += len(run.text)

    def separate(self, text: str) -> None:
        """Breaks, tabs and blanks before the next row."""
        if self.open is not None:
            self.open.text += text
            self.size += len(text)

    def _close(self) -> None:
        run = self.open
        if run is not None:
            self.anchors += run.anchors(self.size - len(run.text))
            self.pieces.append(run.text)

    def layer(self, narrow: Iterable[Narrow] = ()) -> TextLayer:
        """What was drafted; nothing can be added afterwards."""
        self._close()
        self.open = None
        text = "".join(self.pieces)
        return TextLayer(
            self.layer_id,
            self.kind,
            text,
            tuple(self.anchors),
            tuple(with_typed_tables(text, self.blocks)),
            self.host,
            tuple(narrow),
        )
