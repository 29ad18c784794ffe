"""The engines' manners: they print nothing, and their errors become ours."""

from collections.abc import Iterator
from contextlib import contextmanager

import pikepdf
import pymupdf
from pymupdf import mupdf

from redactor.errors import DamagedError, Words

_WHY = Words("PDF-filens innehåll går inte att tolka", "the PDF file's content makes no sense")


@contextmanager
def engines() -> Iterator[None]:
    """Raises DamagedError where MuPDF or qpdf gives up. Their messages, which may quote it, go nowhere."""
    pymupdf.TOOLS.mupdf_display_errors(False)
    pymupdf.TOOLS.mupdf_display_warnings(False)
    try:
        yield
    except (pikepdf.PdfError, pymupdf.FileDataError, mupdf.FzErrorBase, RecursionError):
        raise DamagedError(why=_WHY) from None
