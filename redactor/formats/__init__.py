"""One file or folder per file format, chosen by content, not by name."""

from collections.abc import Callable
from typing import Protocol

from redactor.domain.document import Document
from redactor.domain.records import Plan
from redactor.ocr import Reading

Ocr = Callable[[bytes], Reading | None]
"""What a picture (PNG, JPEG …) says and where; None when it could not be read."""


class Format(Protocol):
    """Reads untrusted bytes and writes a redacted copy of them. Pure but for `ocr`."""

    @property
    def media_type(self) -> str: ...

    def read(self, untrusted: bytes, *, ocr: Ocr) -> Document:
        """Every layer of text, and what could not be read. Raises UnreadableError."""
        ...

    def apply(self, untrusted: bytes, plan: Plan) -> bytes:
        """The copy. The same bytes and plan give the same copy. Raises UnreadableError."""
        ...
