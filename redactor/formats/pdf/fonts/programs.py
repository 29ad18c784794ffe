"""Embedded font programs: found, opened, and kept from breaking anything (ISO 32000-1, 9.9)."""

import logging
from collections.abc import Callable
from io import BytesIO
from typing import TypeVar

import pikepdf
from fontTools.ttLib.sfnt import SFNTReader

from redactor.formats.pdf.fonts.cff import Cff
from redactor.formats.pdf.fonts.composite import descendant
from redactor.formats.pdf.fonts.glyphs import Outlines
from redactor.formats.pdf.fonts.truetype import TrueType
from redactor.formats.pdf.fonts.type1 import Type1
from redactor.formats.pdf.fonts.type3 import Type3

T = TypeVar("T")

logging.getLogger(
    "fontTools"
).propagate = False  # it would write what stands in a document's fonts to the log
logging.getLogger("fontTools").addHandler(logging.NullHandler())


def guarded(work: Callable[[], T]) -> T | None:
    """None where a damaged program makes the work fail: fontTools raises whatever it meets there."""
    try:
        return work()
    except Exception:  # anything, RecursionError too
        return None


def descriptor(font: pikepdf.Object) -> pikepdf.Object | None:
    """The descriptor of a font, of its descendant for Type 0; None when there is none."""
    holder = descendant(font) if font.get("/Subtype") == "/Type0" else font
    found = holder.get("/FontDescriptor")
    return found if isinstance(found, pikepdf.Dictionary) else None


def opened(font: pikepdf.Object) -> Outlines | None:
    """The program that a font embeds; None when it has none or it can't be read at all."""
    if font.get("/Subtype") == "/Type3":
        return guarded(lambda: Type3(font))
    described = descriptor(font)
    for key in ("/FontFile2", "/FontFile3", "/FontFile"):
        stream = described.get(key) if described is not None else None
        if isinstance(stream, pikepdf.Stream):
            return guarded(lambda found=stream: _program(found.read_bytes()))  # type: ignore[misc]
    return None


def _program(data: bytes) -> Outlines:
    """By what the data is, not by what the key says it is."""
    if data[:4] == b"OTTO":
        return Cff(SFNTReader(BytesIO(data))["CFF "])
    if data[:4] in (b"\0\1\0\0", b"true", b"ttcf"):
        return TrueType(data)
    if data[:1] == b"\1":
        return Cff(data)
    return Type1(data)
