"""pdfium over the copy: the text of its pages, as a reader copies it out or a screen reader says it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO

import pypdfium2
from pypdfium2 import raw as pdfium

from redactor.errors import LeakError
from redactor.verify.pdf.displayed import drop_actual_text, glyph_texts, parted
from redactor.verify.pdf.spacing import joined

_HYPHEN = ("\x02", "\ufffe")
"""What pdfium gives for a hyphen at a line's end."""
_DPI = 200
_SAMPLE = 40
_UPRIGHT = 0.01
"""Radians."""
_SIDE = 0.1
"""Radians; what differs by more runs to another side."""


@dataclass(frozen=True, slots=True)
class Page:
    """What pdfium reads on a page. `flattened`: annotations and fields that have a look were drawn into it.

    `turned`: the page or most of its text is; then pdfium orders the lines by their widths, and lines that
    run to different sides as one: `stretches` are those parts of lines that run to one side. `words` is the
    text with letter-spaced words joined; `beside` is off the page or clipped away, in whole or in part.
    """

    text: str = field(repr=False)
    pictures: int
    turned: bool
    flattened: bool = False
    words: str = field(default="", repr=False)
    beside: str = field(default="", repr=False)
    stretches: tuple[str, ...] = field(default=(), repr=False)


def read_pages(data: bytes, password: str | None = None, *, flat: bool = False) -> tuple[Page, ...]:
    """Every page; `flat` as displayed: with the annotations and fields that are shown, by its glyphs.

    Raises LeakError (probe "pdfium") when the file or a page cannot be read.
    """
    try:
        with pypdfium2.PdfDocument(data, password) as document:
            return tuple(_page(document, number, flat) for number in range(len(document)))
    except pypdfium2.PdfiumError as error:
        raise LeakError(probe="pdfium", where="page") from error


def read_glyphs(data: bytes, password: str | None = None) -> tuple[str, ...]:
    """What the glyphs of all pages say that say several signs at once. Raises as `read_pages`."""
    found: list[str] = []
    try:
        with pypdfium2.PdfDocument(data, password) as document:
            for page in document:
                shown = page.get_textpage()
                found += glyph_texts(shown.raw, pdfium.FPDFText_CountChars(shown.raw))
    except pypdfium2.PdfiumError as error:
        raise LeakError(probe="pdfium", where="page") from error
    return tuple(found)


def pictures(data: bytes, numbers: tuple[int, ...]) -> list[bytes]:
    """These pages as grey PNG files."""
    try:
        with pypdfium2.PdfDocument(data) as document:
            return [_picture(document, number) for number in numbers]
    except pypdfium2.PdfiumError as error:
        raise LeakError(probe="pdfium", where="page") from error


def _page(document: pypdfium2.PdfDocument, number: int, flat: bool) -> Page:
    page = document[number]
    flattened = False
    if flat and _is_annotated(page):
        flattened = pdfium.FPDFPage_Flatten(page.raw, pdfium.FLAT_NORMALDISPLAY) != pdfium.FLATTEN_FAIL
        page.close()
        page = document[number]
    bounds = drop_actual_text(page) if flat else {}
    shown = page.get_textpage()
    count = pdfium.FPDFText_CountChars(shown.raw)
    if count < 0:
        raise LeakError(probe="pdfium", where=f"page {number + 1}")
    text, beside = (str(shown.get_text_range()) if count else ""), ""
    words = joined(shown.raw, text)
    if bounds:
        text, beside = parted(shown.raw, count, bounds)
    turned = page.get_rotation() != 0 or _is_askew(shown.raw, count)
    stretches = tuple(_stretches(shown.raw, count)) if turned else ()
    shown.close()
    held = sum(1 for _ in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE]))
    page.close()
    return Page(_lines(text), held, turned, flattened, _lines(words), beside, stretches)


def _lines(text: str) -> str:
    for sign in _HYPHEN:
        text = text.replace(sign, "-\n")
    return text.replace("\r\n", "\n").replace("\x00", "\ufffd")


def _is_askew(shown: object, count: int) -> bool:
    """Are most of some characters, taken evenly, not upright?"""
    taken = range(0, count, max(count // _SAMPLE, 1))
    askew = sum(pdfium.FPDFText_GetCharAngle(shown, at) > _UPRIGHT for at in taken)
    return bool(2 * askew > len(taken))


def _stretches(shown: object, count: int) -> Iterator[str]:
    """The text of each line, parted where the direction changes."""
    letters: list[str] = []
    side: int | None = None
    for at in range(count):
        sign = chr(pdfium.FPDFText_GetUnicode(shown, at))
        if sign.isspace():
            # What pdfium sets between words has no direction.
            letters.append(sign)
            side = None if sign in "\r\n" else side
        else:
            angle = round(pdfium.FPDFText_GetCharAngle(shown, at) / _SIDE)
            if letters and angle != side:
                yield "".join(letters)
                letters = []
            side = angle
            letters.append(sign)
    yield "".join(letters)


def _is_annotated(page: pypdfium2.PdfPage) -> bool:
    """Has the page annotations that show something of their own? Links do not."""
    for number in range(pdfium.FPDFPage_GetAnnotCount(page.raw)):
        annotation = pdfium.FPDFPage_GetAnnot(page.raw, number)
        kind = pdfium.FPDFAnnot_GetSubtype(annotation)
        pdfium.FPDFPage_CloseAnnot(annotation)
        if kind not in (pdfium.FPDF_ANNOT_LINK, pdfium.FPDF_ANNOT_POPUP):
            return True
    return False


def _picture(document: pypdfium2.PdfDocument, number: int) -> bytes:
    page = document[number]
    out = BytesIO()
    page.render(scale=_DPI / 72, grayscale=True).to_pil().save(out, "PNG")
    page.close()
    return out.getvalue()
