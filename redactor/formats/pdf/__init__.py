"""PDF documents (ISO 32000): read every place that holds text, write a copy built anew (ADR 8)."""

from typing import Final

from redactor.domain.document import Document
from redactor.domain.records import Plan
from redactor.formats import Ocr


class Pdf:
    """The PDF format (formats.Format). `password` opens an encrypted file.

    Pages that hold nothing but a secret item's middle are dropped, or left blank with `blank_pages`.

    The engines are imported when first used: other formats need not wait for them.
    """

    media_type: Final = "application/pdf"

    def __init__(self, password: str | None = None, *, blank_pages: bool = False) -> None:
        self._password = password
        self._blank_pages = blank_pages

    def read(self, untrusted: bytes, *, ocr: Ocr) -> Document:
        """Every layer of text, and what could not be read. Raises UnreadableError."""
        from redactor.formats.pdf.read import read

        return read(untrusted, self._password, ocr=ocr)

    def apply(self, untrusted: bytes, plan: Plan) -> bytes:
        """The copy, built anew also when the plan is empty. Raises UnreadableError."""
        from redactor.formats.pdf.write import apply

        return apply(untrusted, self._password, plan, blank_pages=self._blank_pages)
