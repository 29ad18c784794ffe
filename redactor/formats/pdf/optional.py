"""Text in optional content that is switched off (ISO 32000-1, 8.11): read to be reported, never written."""

from io import BytesIO

import pikepdf
import pymupdf
from pikepdf import Name

from redactor.formats.pdf.lines import PageText, Piece, read_page, shown_box
from redactor.formats.pdf.source import Source


def add_switched_off(source: Source, pages: list[PageText]) -> None:
    """Adds what the pages show with all groups switched on, as hidden pieces without a place.

    The copy has none of it: a place on the page would make the writer remove what is displayed there.
    """
    if Name.OCProperties not in source.pdf.Root:
        return
    with pymupdf.open(stream=_switched_on(source.drawn.stream), filetype="pdf") as other:
        for page in pages:
            displayed = {_key(piece) for piece in page.pieces}
            for piece in read_page(other, page.number).pieces:
                if _key(piece) not in displayed:
                    x0, y0, *_ = shown_box(piece)
                    piece.hidden, piece.box = True, (x0, y0, x0, y0)
                    page.pieces.append(piece)


def _switched_on(data: bytes) -> bytes:
    """The document with every group on, whatever its configurations say."""
    out = BytesIO()
    with pikepdf.open(BytesIO(data), suppress_warnings=True) as pdf:
        del pdf.Root[Name.OCProperties]
        pdf.save(out, compress_streams=False)
    return out.getvalue()


def _key(piece: Piece) -> tuple[str, int, int]:
    return piece.text, round(piece.x0), round(piece.base)
