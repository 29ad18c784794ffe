"""PDF bytes -> Document: what the pages say, what stands around them, what nobody can read."""

from hashlib import sha256
from typing import Final

from redactor.domain.document import Document, LayerKind, Sha256
from redactor.formats import Ocr
from redactor.formats.pdf.engines import engines
from redactor.formats.pdf.layers import layers_of, read_pages
from redactor.formats.pdf.scans import read_scans
from redactor.formats.pdf.source import open_source
from redactor.formats.pdf.surroundings import surroundings
from redactor.formats.pdf.texts import hung

PDF: Final = "application/pdf"
_SIGNED: Final = "Originalet har en elektronisk underskrift. Kopian har den inte."


def read(untrusted: bytes, password: str | None, *, ocr: Ocr) -> Document:
    """Every layer of text, and what could not be read. Raises UnreadableError."""
    with engines(), open_source(untrusted, password) as source:
        scans = read_scans(source, read_pages(source), ocr)
        layers, places = layers_of(scans.pages)
        around = surroundings(source.original)
        body = layers[0]
        comments = (layer for layer in around.layers if layer.kind is LayerKind.COMMENT)
        return Document(
            Sha256(sha256(untrusted).hexdigest()),
            PDF,
            source.drawn.page_count,
            (
                *layers,
                *scans.layers(body),
                *(layer for layer in around.layers if layer.kind is not LayerKind.COMMENT),
                *(each for layer in comments for each in hung(layer, body.id, places.under)),
            ),
            (*scans.unread, *around.unread),
            (_SIGNED,) if source.signed else (),
        )
