"""What pdfium reads and the page does not show: other words (ActualText), text clipped or beside it."""

import ctypes
from collections.abc import Iterator, Sequence
from typing import Any

import pypdfium2
from pypdfium2 import raw as pdfium

_DEPTH = 40
"""Forms in forms."""
_ACTUAL = b"ActualText"
_Point = tuple[float, float]
_Rect = tuple[float, float, float, float]
_Matrix = tuple[float, float, float, float, float, float]
_AS_DRAWN: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
Bounds = dict[int, _Rect]
"""For text objects, by their address: the part of the page in which they show."""


def drop_actual_text(page: pypdfium2.PdfPage) -> Bounds:
    """In memory, so that the glyphs are read. Returns where text shows that does not show whole."""
    whole = _box(page)
    bounds: Bounds = {}
    at_page = [
        pdfium.FPDFPage_GetObject(page.raw, at) for at in range(pdfium.FPDFPage_CountObjects(page.raw))
    ]
    waiting = [(drawn, _AS_DRAWN, whole, 0) for drawn in at_page]
    while waiting:
        drawn, matrix, around, depth = waiting.pop()
        kind = pdfium.FPDFPageObj_GetType(drawn)
        if kind not in (pdfium.FPDF_PAGEOBJ_TEXT, pdfium.FPDF_PAGEOBJ_FORM):
            continue
        bound = _meet([around, *(_placed(clip, matrix) for clip in _clips(drawn))])
        for at in range(pdfium.FPDFPageObj_CountMarks(drawn)):
            pdfium.FPDFPageObjMark_RemoveParam(drawn, pdfium.FPDFPageObj_GetMark(drawn, at), _ACTUAL)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            if not _within(_bounds(drawn), matrix, bound):
                bounds[_address(drawn)] = bound
        elif depth < _DEPTH:
            inner = range(pdfium.FPDFFormObj_CountObjects(drawn))
            below = _multiplied(_matrix(drawn), matrix)
            waiting += [(pdfium.FPDFFormObj_GetObject(drawn, at), below, bound, depth + 1) for at in inner]
    return bounds


def parted(shown: object, count: int, bounds: Bounds) -> tuple[str, str]:
    """The text that shows whole, and that which stands beside the page, or beside a clip, or is cut by it."""
    inside: list[str] = []
    beside: list[str] = []
    for at in range(count):
        sign = chr(pdfium.FPDFText_GetUnicode(shown, at) or 0xFFFD)
        bound = bounds.get(_address(pdfium.FPDFText_GetTextObject(shown, at)))
        left, right, bottom, top = (ctypes.c_double() for _ in range(4))
        pdfium.FPDFText_GetCharBox(shown, at, left, right, bottom, top)
        box = [(left.value, bottom.value), (right.value, top.value)]
        within = bound is None or _within(box, _AS_DRAWN, bound)
        (inside if within or sign.isspace() else beside).append(sign)
    return "".join(inside), "".join(beside)


def glyph_texts(shown: object, count: int) -> Iterator[str]:
    """What each glyph says that says several signs: a ligature, a font whose map says more than it draws."""
    signs: list[str] = []
    place: tuple[float, ...] = ()
    for at in range(count):
        edges = tuple(ctypes.c_double() for _ in range(4))
        pdfium.FPDFText_GetCharBox(shown, at, *edges)
        box = tuple(edge.value for edge in edges)
        if box != place and len(signs) > 1:
            yield "".join(signs)
        signs = [*(signs if box == place else ()), chr(pdfium.FPDFText_GetUnicode(shown, at) or 0xFFFD)]
        place = box
    if len(signs) > 1:
        yield "".join(signs)


def _box(page: pypdfium2.PdfPage) -> _Rect:
    """The part of the page that is displayed (ISO 32000-1, 14.11.2), in user space."""
    box = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page.raw, ctypes.byref(box))
    return box.left, box.bottom, box.right, box.top


def _address(drawn: Any) -> int:
    return ctypes.cast(drawn, ctypes.c_void_p).value or 0


def _clips(drawn: object) -> Iterator[list[_Point]]:
    """The points of each clipping path, in the space the object is drawn in."""
    clip = pdfium.FPDFPageObj_GetClipPath(drawn)
    for path in range(max(pdfium.FPDFClipPath_CountPaths(clip), 0) if clip else 0):
        points: list[_Point] = []
        for at in range(pdfium.FPDFClipPath_CountPathSegments(clip, path)):
            x, y = ctypes.c_float(), ctypes.c_float()
            pdfium.FPDFPathSegment_GetPoint(pdfium.FPDFClipPath_GetPathSegment(clip, path, at), x, y)
            points.append((x.value, y.value))
        if points:
            yield points


def _bounds(drawn: object) -> list[_Point]:
    """The corners of a box around the object; none when pdfium does not tell."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not pdfium.FPDFPageObj_GetBounds(drawn, left, bottom, right, top):
        return []
    return [(x.value, y.value) for x in (left, right) for y in (bottom, top)]


def _matrix(drawn: object) -> _Matrix:
    found = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(drawn, ctypes.byref(found))
    return found.a, found.b, found.c, found.d, found.e, found.f


def _multiplied(m: _Matrix, n: _Matrix) -> _Matrix:
    """First m, then n (ISO 32000-1, 8.3.4)."""
    a, b, c, d, e, f = m
    p, q, r, s, t, u = n
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _placed(points: Sequence[_Point], matrix: _Matrix) -> _Rect:
    """A box on the page around points that are drawn in `matrix`."""
    a, b, c, d, e, f = matrix
    xs, ys = [a * x + c * y + e for x, y in points], [b * x + d * y + f for x, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def _meet(boxes: Sequence[_Rect]) -> _Rect:
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return max(lefts), max(bottoms), min(rights), min(tops)


def _within(points: Sequence[_Point], matrix: _Matrix, box: _Rect) -> bool:
    if not points:
        return True
    left, bottom, right, top = _placed(points, matrix)
    return box[0] <= left and right <= box[2] and box[1] <= bottom and top <= box[3]
