"""pdfium over the copy: the text of its pages, as a reader copies it out or a screen reader says it."""

import pypdfium2
from pypdfium2 import raw as pdfium

from redactor.errors import LeakError

_HYPHEN = ("\x02", "\ufffe")
"""What pdfium gives for a hyphen at a line's end."""


def page_texts(data: bytes) -> list[str]:
    """The text of every page. Raises LeakError (probe "pdfium") when the file or a page cannot be read."""
    try:
        with pypdfium2.PdfDocument(data) as document:  # type: ignore[no-untyped-call]
            return [_text(document, number) for number in range(len(document))]
    except pypdfium2.PdfiumError as error:
        raise LeakError(probe="pdfium", where="page") from error


def _text(document: pypdfium2.PdfDocument, number: int) -> str:
    page = document[number]
    shown = page.get_textpage()
    count = pdfium.FPDFText_CountChars(shown.raw)
    if count < 0:
        raise LeakError(probe="pdfium", where=f"page {number + 1}")
    text = str(shown.get_text_range()) if count else ""
    shown.close()
    page.close()
    for sign in _HYPHEN:
        text = text.replace(sign, "-\n")
    return text.replace("\r\n", "\n").replace("\x00", "\ufffd")
