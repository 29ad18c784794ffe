"""PDF pages made by hand for the tests of reading."""

import io
from collections.abc import Callable, Sequence
from typing import Any

import pikepdf
import pymupdf

from redactor.domain.document import Sha256, Span, TextLayer
from redactor.domain.records import Mode, Plan, Redaction
from redactor.domain.review import FindingId
from redactor.formats.pdf.layers import layers_of, read_pages
from redactor.formats.pdf.source import open_source

Draw = Callable[[Any], None]

PROSE = (
    "Kommunstyrelsen beslutade vid sitt sammanträde att ge förvaltningen i uppdrag att utreda frågan om "
    "samverkan mellan skolan och socialtjänsten i kommunen under året. Återrapportering sker i december. "
)


def document(*draws: Draw, width: float = 595, height: float = 842) -> bytes:
    """A PDF with one page for each function that draws on it."""
    with pymupdf.open() as made:
        for draw in draws:
            draw(made.new_page(width=width, height=height))
        return bytes(made.tobytes())


def lines(*texts: str, x: float = 72, top: float = 100, step: float = 13, size: float = 10) -> Draw:
    """One line of text below the other."""

    def draw(page: Any) -> None:
        for at, text in enumerate(texts):
            page.insert_text((x, top + at * step), text, fontsize=size)

    return draw


def cells(*rows: Sequence[str], xs: Sequence[float] = (50, 90, 300, 420)) -> Draw:
    """Rows of a table without lines."""

    def draw(page: Any) -> None:
        for at, row in enumerate(rows):
            for x, text in zip(xs, row, strict=True):
                page.insert_text((x, 100 + 18 * at), text, fontsize=10)

    return draw


def changed(pdf: bytes, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    """The PDF after a change by pikepdf."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        change(opened)
        out = io.BytesIO()
        opened.save(out)
    return out.getvalue()


def layers(pdf: bytes) -> dict[str, TextLayer]:
    with open_source(pdf) as source:
        return {layer.id: layer for layer in layers_of(read_pages(source))[0]}


def body(pdf: bytes) -> str:
    return layers(pdf)["body"].text


def redaction(
    layer: TextLayer, first: str, last: str | None = None, *, mode: Mode = Mode.INLINE, instead: str = "[X]"
) -> Redaction:
    """Takes the text from `first` to the end of the next `last`."""
    start = layer.text.index(first)
    last = last or first
    span = Span(start, layer.text.index(last, start) + len(last))
    return Redaction(FindingId("f"), layer.id, span, layer.anchors_of(span), instead, mode)


def plan(*redactions: Redaction) -> Plan:
    return Plan(Sha256("0" * 64), (), tuple(sorted(redactions, key=lambda r: r.span)))
