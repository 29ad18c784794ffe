"""Word documents (Office Open XML, ECMA-376): read every place that holds text, write a clean copy."""

from typing import Final

from redactor.domain.document import Document
from redactor.domain.records import Plan
from redactor.formats import Ocr
from redactor.formats.docx.read import DOCX, read
from redactor.formats.docx.write import apply


class Docx:
    """The DOCX format (formats.Format)."""

    media_type: Final = DOCX

    def read(self, untrusted: bytes, *, ocr: Ocr) -> Document:
        """Every layer of text, and what could not be read. Raises UnreadableError."""
        return read(untrusted, ocr=ocr)

    def apply(self, untrusted: bytes, plan: Plan) -> bytes:
        """The copy, sanitised also when the plan is empty. Raises UnreadableError."""
        return apply(untrusted, plan)


__all__ = ["Docx"]
