"""PDF bytes -> Document: what the pages say, what stands around them, what nobody can read."""

from hashlib import sha256
from typing import Final

from redactor.domain.document import Document, Sha256
from redactor.formats import Ocr
from redactor.formats.pdf.engines import engines
from redactor.formats.pdf.layers import layers_of, read_pages
from redactor.formats.pdf.scans import read_scans
from redactor.formats.pdf.source import open_source
from redactor.formats.pdf.surroundings import surroundings

PDF: Final = "application/pdf"
_SIGNED: Final = "Originalet har en elektronisk underskrift. Kopian har den inte."


def read(untrusted: bytes, password: str | None, *, ocr: Ocr) -> Document:
    """Every layer of text, and what could not be read. Raises UnreadableError."""
    with engines(), open_source(untrusted, password) as source:
        scans = read_scans(source, read_pages(source), ocr)
        layers = layers_of(scans.pages)
        around = surroundings(source.original)
        return Document(
            Sha256(sha256(untrusted).hexdigest()),
            PDF,
            source.drawn.page_count,
            (*layers, *scans.layers(layers[0]), *around.layers),
            (*scans.unread, *around.unread),
            (_SIGNED,) if source.signed else (),
        )
