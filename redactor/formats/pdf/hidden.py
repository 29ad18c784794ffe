"""Text that is not displayed, hung on the body where it stands.

A scanner's program lays what it read unseen over its picture: where that says what OCR reads in the picture,
the two are one text, and what goes from the one goes from the other by its place.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final

from redactor.domain.document import Host, LayerId, LayerKind, PdfBox, TextLayer
from redactor.formats.pdf.draft import Draft, runs_of
from redactor.formats.pdf.lines import PageText, Piece, shown_box
from redactor.formats.pdf.order import Strand
from redactor.formats.pdf.rows import Row
from redactor.formats.pdf.values import Rect

_BAND: Final = 8.0
"""Points of height under which words are looked up."""
_HIGH: Final = 9.0
"""Points; a letter of running text is as high."""

_Part = tuple[int, int]
"""A page and the paragraph that stands on it."""


class Places:
    """Where in the body the rows of each page stand."""

    def __init__(self) -> None:
        self._rows: dict[int, list[tuple[float, int]]] = {}
        self._words: dict[tuple[int, int], list[tuple[Piece, Rect, _Part]]] = {}
        self._parts: dict[_Part, tuple[int, list[str]]] = {}
        """The offset of each part's first row, and the texts of its rows."""

    def add(self, row: Row, paragraph: int, offset: int) -> None:
        """A row that stands in the body at `offset`."""
        if row.first.turn == 0:
            self._rows.setdefault(row.page, []).append((row.first.base, offset))
        part = row.page, paragraph
        self._parts.setdefault(part, (offset, []))[1].append(row.text)
        for piece in (piece for strand in row.strands for piece in strand.pieces):
            if piece.box is not None:
                for band in range(int(piece.box[1] // _BAND), int(piece.box[3] // _BAND) + 1):
                    self._words.setdefault((row.page, band), []).append((piece, piece.box, part))

    def at(self, piece: Piece) -> int:
        """The offset of the row of the same page that stands beside the piece, or next above it."""
        return self._at(piece.page, piece.base + 0.5 * piece.size)

    def under(self, box: PdfBox) -> int:
        """The offset of the row that lies in the middle of what stands in a box, or next above it."""
        return self._at(box.page, (box.y0 + box.y1) / 2 + _HIGH)

    def _at(self, page: int, y: float) -> int:
        found = self._rows.get(page, [])
        above = [(base, offset) for base, offset in found if base <= y]
        if above:
            return max(above)[1]
        return found[0][1] if found else max((o for p, o in self._firsts() if p < page), default=0)

    def part(self, piece: Piece) -> _Part | None:
        """Whose words, read in a picture, stand where the piece does."""
        return next((part for _, part in self._under(piece)), None)

    def repeats(self, piece: Piece) -> bool:
        """Whether the piece says letter for letter what was read in its place, be it in several cells."""
        words = sorted((word for word, _ in self._under(piece)), key=lambda word: word.x0)
        return bool(words) and _letters([piece.text]) == _letters(word.text for word in words)

    def _under(self, piece: Piece) -> Iterator[tuple[Piece, _Part]]:
        x0, y0, x1, y1 = shown_box(piece)
        middle = (y0 + y1) / 2
        for word, box, part in self._words.get((piece.page, int(middle // _BAND)), ()):
            if box[0] < x1 and x0 < box[2] and box[1] <= middle <= box[3]:
                yield word, part

    def start(self, part: _Part) -> int:
        return self._parts[part][0]

    def says(self, part: _Part, pieces: Iterable[Piece]) -> bool:
        """Whether the pieces say letter for letter what was read."""
        return _letters(piece.text for piece in pieces) == _letters(self._parts[part][1])

    def _firsts(self) -> Iterator[tuple[int, int]]:
        return ((page, offset) for page, rows in self._rows.items() for _, offset in rows)


def _letters(texts: Iterable[str]) -> str:
    return "".join(filter(str.isalnum, "".join(texts)))


def hidden_layers(pages: Iterable[PageText], places: Places, body: LayerId) -> Iterator[TextLayer]:
    """Each stretch of text that is not displayed is a layer; over words that were read, each paragraph."""
    number = 0
    for page in pages:
        for hidden, pieces in groupby(page.pieces, key=lambda piece: piece.hidden):
            told = [piece for piece in pieces if hidden and piece.text.strip()]
            for part, group in groupby(told, key=places.part):
                stretch = list(group)
                if part is not None and places.says(part, stretch):
                    continue
                stretch = [piece for piece in stretch if not places.repeats(piece)]
                if not stretch:
                    continue
                number += 1
                at = places.at(stretch[0]) if part is None else places.start(part)
                yield stretch_layer(LayerKind.HIDDEN, number, stretch, Host(body, at))


def stretch_layer(kind: LayerKind, number: int, stretch: Sequence[Piece], host: Host) -> TextLayer:
    """A layer of its own, each piece a line."""
    draft = Draft(LayerId(f"{kind.value}:{number}"), kind, host)
    for paragraph, piece in enumerate(stretch):
        draft.separate("\n")
        draft.begin()
        draft.line(runs_of([Strand([piece])]))
        draft.end(paragraph, bold=piece.bold)
    return draft.layer()
