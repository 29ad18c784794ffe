"""Proves that nothing removed is left in a copy, with readers that share nothing with the writers.

`verify` reads the bytes of the copy anew and searches them for every string that the plan took out, in every
writing and encoding of removal.md ("True of every copy", 2), looks at the structure by allow-list, and
runs the recognizers, and the whole walk, once more. A reader that fails is not a pass.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from redactor.domain.records import Expected, Verified
from redactor.errors import UnsupportedError
from redactor.verify import docx, text
from redactor.verify.search import Search
from redactor.verify.surfaces import SecondRun, Surface, Walk, overlooked, residue, run_again, walk_again

if TYPE_CHECKING:
    from redactor.verify.pdf import PdfCopy, ReadPicture

__all__ = ["Search", "SecondRun", "Walk", "overlooked", "verify"]

_TEXTS = ("text/plain", "text/markdown")
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_PDF = "application/pdf"
_PAGE = "page text"
"""The probe whose surfaces are pages."""


def verify(
    output: bytes,
    media_type: str,
    expected: Expected,
    second_run: SecondRun,
    original: bytes | None = None,
    read_picture: "ReadPicture | None" = None,
    password: str | None = None,
    walk: Walk | None = None,
) -> Verified:
    """The copy as verified. Against its `original` a PDF is also looked at for words that should have stayed,
    and with `read_picture` for what its pictures still show; `password` opens the original. `walk` is how a
    copy is looked at as a document of its own.

    Raises LeakError, naming the probe and the part of the copy but no text of it, when a secret is left, the
    structure holds what no copy may hold, a reader fails, or the recognizers find what the plan did not keep.
    Raises UnsupportedError for a media type without a reader here.
    """
    pdf = _pdf(output) if media_type == _PDF else None
    surfaces = tuple(pdf.surfaces() if pdf else _surfaces(output, media_type))
    if pdf and original is not None and read_picture is not None:
        surfaces += tuple(pdf.seen(original, expected.plan, read_picture, password))
    # Residue first: it says where a secret is, the other checks only that something is amiss.
    probes = residue(surfaces, expected)
    if media_type == _DOCX:
        probes += (docx.structure(output),)
    if pdf:
        probes += (pdf.structure(),)
    if pdf and original is not None:
        probes += (pdf.unchanged(original, expected, password),)
    again, suspects = run_again(surfaces, expected, second_run)
    probes += (again,)
    if walk is not None:
        probes += (walk_again(output, expected, walk),)
    pages = sum(surface.probe == _PAGE for surface in surfaces) or None
    return Verified(output, expected.plan, probes, suspects, pages)


def _surfaces(output: bytes, media_type: str) -> Iterator[Surface]:
    if media_type in _TEXTS:
        return text.surfaces(output)
    if media_type == _DOCX:
        return docx.surfaces(output)
    raise UnsupportedError(why=media_type)


def _pdf(output: bytes) -> "PdfCopy":
    from redactor.verify.pdf import PdfCopy  # its engines take a while to import; other formats need none

    return PdfCopy(output)
