"""Proves that nothing removed is left in a copy, with readers that share nothing with the writers.

`verify` reads the bytes of the copy anew and searches them for every string that the plan took out, in every
writing and encoding of removal.md ("True of every copy", 2), looks at the structure by allow-list, and
runs the recognizers once more. A reader that fails is not a pass.
"""

from typing import TYPE_CHECKING

from redactor.domain.records import Expected, Probe, Verified
from redactor.errors import UnsupportedError
from redactor.verify import docx, text
from redactor.verify.search import Search
from redactor.verify.surfaces import SecondRun, residue, run_again

if TYPE_CHECKING:
    from redactor.verify.pdf import ReadPicture

__all__ = ["Search", "SecondRun", "verify"]

_TEXTS = ("text/plain", "text/markdown")
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_PDF = "application/pdf"


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
    structure: tuple[Probe, ...] = ()
    compared: tuple[Probe, ...] = ()
    if media_type in _TEXTS:
        surfaces = tuple(text.surfaces(output))
    elif media_type == _DOCX:
        surfaces, structure = tuple(docx.surfaces(output)), (docx.structure(output),)
    elif media_type == _PDF:
        from redactor.verify import pdf  # its engines take a while to import, and other formats need none

        surfaces, structure = tuple(pdf.surfaces(output)), (pdf.structure(output),)
        if original is not None:
            compared = (pdf.unchanged(original, output, expected, password),)
            if read_picture is not None:
                surfaces += tuple(pdf.seen(original, output, expected.plan, read_picture, password))
    else:
        raise UnsupportedError(why=media_type)
    probes = residue(surfaces, expected)
    again, suspects = run_again(surfaces, expected, second_run)
    return Verified(output, expected.plan, (*probes, *structure, *compared, again), suspects)
