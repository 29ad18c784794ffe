"""Proves that nothing removed is left in a copy, with readers that share nothing with the writers.

`verify` reads the bytes of the copy anew and searches them for every string that the plan took out, in every
writing and encoding of removal.md ("True of every copy", 2), looks at the structure by allow-list, and
runs the recognizers once more. A reader that fails is not a pass.
"""

from collections.abc import Callable, Iterator
from types import ModuleType
from typing import TYPE_CHECKING

from redactor.domain.records import Expected, Probe, Verified
from redactor.errors import UnsupportedError
from redactor.verify import docx, text
from redactor.verify.search import Search
from redactor.verify.surfaces import SecondRun, Surface, residue, run_again

if TYPE_CHECKING:
    from redactor.verify.pdf import ReadPicture

__all__ = ["Search", "SecondRun", "verify"]

_TEXTS = ("text/plain", "text/markdown")
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_PDF = "application/pdf"
_PAGE = "page text"
"""The probe whose surfaces are pages."""

_Reader = tuple[Callable[[bytes], Iterator[Surface]], Callable[[bytes], Probe] | None]
"""Surfaces of a copy, and a check of its structure."""


def verify(
    output: bytes,
    media_type: str,
    expected: Expected,
    second_run: SecondRun,
    original: bytes | None = None,
    read_picture: "ReadPicture | None" = None,
    password: str | None = None,
) -> Verified:
    """The copy as verified. Against its `original` a PDF is also looked at for words that should have stayed,
    and with `read_picture` for what its pictures still show; `password` opens the original.

    Raises LeakError, naming the probe and the part of the copy but no text of it, when a secret is left, the
    structure holds what no copy may hold, a reader fails, or the recognizers find what the plan did not keep.
    Raises UnsupportedError for a media type without a reader here.
    """
    surfaces_of, structure_of = _reader(media_type)
    surfaces = tuple(surfaces_of(output))
    against = original if media_type == _PDF else None
    if against is not None and read_picture is not None:
        surfaces += tuple(_pdf().seen(against, output, expected.plan, read_picture, password))
    # Residue first: it says where a secret is, the other checks only that something is amiss.
    probes = residue(surfaces, expected)
    if structure_of is not None:
        probes += (structure_of(output),)
    if against is not None:
        probes += (_pdf().unchanged(against, output, expected, password),)
    again, suspects = run_again(surfaces, expected, second_run)
    pages = sum(surface.probe == _PAGE for surface in surfaces) or None
    return Verified(output, expected.plan, (*probes, again), suspects, pages)


def _reader(media_type: str) -> _Reader:
    if media_type in _TEXTS:
        return text.surfaces, None
    if media_type == _DOCX:
        return docx.surfaces, docx.structure
    if media_type == _PDF:
        return _pdf().surfaces, _pdf().structure
    raise UnsupportedError(why=media_type)


def _pdf() -> ModuleType:
    from redactor.verify import pdf  # its engines take a while to import, and other formats need none

    return pdf
