"""What stands on push buttons: it says what pressing them does and is no part of the text around it.

In the body it would part a value that goes on behind it, on the same page or on the next.
"""

from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO

import pikepdf
import pymupdf
from pikepdf import Name
from pymupdf import mupdf

from redactor.domain.document import Host, LayerId, LayerKind, TextLayer
from redactor.formats.pdf.hidden import Places, stretch_layer
from redactor.formats.pdf.lines import PageText, Piece, text_pieces
from redactor.formats.pdf.source import Source, annotations


def mark_captions(source: Source, pages: Sequence[PageText]) -> None:
    """Sets `caption` of the pages' pieces. What MuPDF made one line with other text is none."""
    if not any(_has_widget(page) for page in source.original.pages):
        return
    # What is drawn has no buttons any more: their appearances are page content there.
    with pymupdf.open(stream=_saved(source.original), filetype="pdf") as original:
        for text in pages:
            captions = {_key(piece) for piece in _on_buttons(original[text.number])}
            for piece in text.pieces if captions else ():
                piece.caption = _key(piece) in captions


def caption_layers(
    pages: Iterable[PageText], apart: frozenset[int], places: Places, body: LayerId
) -> Iterator[TextLayer]:
    """Each caption hangs on the body where it stands; `apart` are pieces that other layers have."""
    every = (piece for page in pages for piece in page.pieces if piece.caption and id(piece) not in apart)
    shown = (piece for piece in every if not piece.hidden and piece.text.strip())
    for number, piece in enumerate(shown, 1):
        yield stretch_layer(LayerKind.TEXTBOX, number, [piece], Host(body, places.at(piece)))


def _has_widget(page: pikepdf.Page) -> bool:
    return any(annotation.get(Name.Subtype) == Name.Widget for annotation in annotations(page))


def _saved(pdf: pikepdf.Pdf) -> bytes:
    out = BytesIO()
    pdf.save(out, encryption=False, compress_streams=False)
    return out.getvalue()


def _on_buttons(page: pymupdf.Page) -> Iterator[Piece]:
    """What the push buttons of the page draw."""
    widget = mupdf.pdf_page_from_fz_page(page.this).pdf_first_widget()
    while widget.m_internal:
        if widget.pdf_widget_type() == mupdf.PDF_WIDGET_TYPE_BUTTON:
            yield from text_pieces(widget, page.number)
        widget = widget.pdf_next_widget()


def _key(piece: Piece) -> tuple[str, int, int]:
    return piece.text, round(piece.x0), round(piece.base)
