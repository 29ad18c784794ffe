"""A page of placeholders in the place of one that goes whole: an attachment's, one that nobody can read."""

from dataclasses import dataclass
from typing import Final

from pikepdf import Array, Dictionary, Name

from redactor.formats.pdf.content.geometry import number, numbers
from redactor.formats.pdf.fonts import FontBook
from redactor.formats.pdf.frame import Frame
from redactor.formats.pdf.values import Mark

_MARGIN: Final = 72.0
_SIZE: Final = 11.0
_LEADING: Final = 22.0
_SMALLEST: Final = 144.0
"""Points; a lower or narrower page becomes as large, so that the placeholder can be read."""


@dataclass(frozen=True, slots=True)
class ReplacedPage:
    """`lines` one below the other, each in a marked-content sequence of its own."""

    book: FontBook
    lines: tuple[str, ...]

    @property
    def marks(self) -> tuple[Mark, ...]:
        return tuple(Mark(None, number, placeholder=True) for number in range(len(self.lines)))

    def page(self, frame: Frame) -> Dictionary:
        """An upright page as large as the one it stands for is shown."""
        box = frame.shown(0, frame.crop)
        width, height = max(box.x1 - box.x0, _SMALLEST), max(box.y1 - box.y0, _SMALLEST)
        return Dictionary(Type=Name.Page, MediaBox=Array([0, 0, round(width, 2), round(height, 2)]))

    def write(self, page: Dictionary) -> tuple[bytes, Dictionary]:
        """Content and /Resources of that page; call it when the book's fonts are built.

        As `content.writer` writes the same page, so that a copy of the copy is the same.
        """
        if not self.lines:
            return b"", Dictionary()
        width, height = (float(page.MediaBox[i]) for i in (2, 3))
        left, top = min(_MARGIN, width / 8), height - min(_MARGIN, height / 8)
        parts: list[bytes] = []
        chosen = 0.0
        for mark, line in enumerate(self.lines):
            size = round(min(_SIZE, (width - 2 * left) / max(self.book.set_width(line), 1.0)), 2)
            at = numbers((1, 0, 0, 1, round(left, 2), round(top - mark * _LEADING, 2)))
            parts += [b"/P <</MCID %d>> BDC\nBT\n" % mark, b"" if mark else b"0 g "]
            parts.append(b"/F0 " + number(size) + b" Tf " if size != chosen else b"")
            parts += [b"" if mark else b"0 Tr ", at, b" Tm [<"]
            parts += [self.book.set_encoded(line).hex().encode(), b">]TJ\nET\nEMC\n"]
            chosen = size
        return b"".join(parts), Dictionary(Font=Dictionary(F0=self.book.set_resource()))


def replaced_page(book: FontBook, lines: tuple[str, ...]) -> ReplacedPage:
    """First pass: the book learns what is set."""
    for line in lines:
        book.set(line)
    return ReplacedPage(book, lines)
