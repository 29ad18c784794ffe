"""What pdfium reads on a page and the page does not show: other words (ActualText), text beside it."""

import ctypes

import pypdfium2
from pypdfium2 import raw as pdfium

_DEPTH = 40
"""Forms in forms."""
_ACTUAL = b"ActualText"


def drop_actual_text(page: pypdfium2.PdfPage) -> bool:
    """In memory, so that the glyphs are read. Returns whether some text stands beside the page."""
    box = _box(page)
    beside = False
    open_objects = [
        (pdfium.FPDFPage_GetObject(page.raw, at), 0) for at in range(pdfium.FPDFPage_CountObjects(page.raw))
    ]
    while open_objects:
        drawn, depth = open_objects.pop()
        kind = pdfium.FPDFPageObj_GetType(drawn)
        if kind not in (pdfium.FPDF_PAGEOBJ_TEXT, pdfium.FPDF_PAGEOBJ_FORM):
            continue
        beside = beside or (depth == 0 and not _within(drawn, box))
        for at in range(pdfium.FPDFPageObj_CountMarks(drawn)):
            pdfium.FPDFPageObjMark_RemoveParam(drawn, pdfium.FPDFPageObj_GetMark(drawn, at), _ACTUAL)
        if kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEPTH:
            inner = range(pdfium.FPDFFormObj_CountObjects(drawn))
            open_objects += [(pdfium.FPDFFormObj_GetObject(drawn, at), depth + 1) for at in inner]
    return beside


def parted(page: pypdfium2.PdfPage, shown: object, count: int) -> tuple[str, str]:
    """The text that stands whole on the page, and that beside it or cut by its edge."""
    x0, y0, x1, y1 = _box(page)
    inside: list[str] = []
    beside: list[str] = []
    for at in range(count):
        sign = chr(pdfium.FPDFText_GetUnicode(shown, at) or 0xFFFD)
        left, right, bottom, top = (ctypes.c_double() for _ in range(4))
        pdfium.FPDFText_GetCharBox(shown, at, left, right, bottom, top)
        within = x0 <= left.value and right.value <= x1 and y0 <= bottom.value and top.value <= y1
        (inside if within or sign.isspace() else beside).append(sign)
    return "".join(inside), "".join(beside)


def _box(page: pypdfium2.PdfPage) -> tuple[float, float, float, float]:
    """The part of the page that is displayed (ISO 32000-1, 14.11.2), in user space."""
    box = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page.raw, ctypes.byref(box))
    return box.left, box.bottom, box.right, box.top


def _within(drawn: object, box: tuple[float, float, float, float]) -> bool:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not pdfium.FPDFPageObj_GetBounds(drawn, left, bottom, right, top):
        return True
    x0, y0, x1, y1 = box
    return x0 <= left.value and right.value <= x1 and y0 <= bottom.value and top.value <= y1
