"""Pictures: which can be read, how they are cleaned, and the blank that stands for one that must go."""

import io
import struct
import warnings
import zlib
from dataclasses import dataclass
from typing import Final

from PIL import Image

from redactor.formats.docx import jpeg, png
from redactor.formats.docx.names import Element
from redactor.formats.docx.parts import PICTURES

_RASTER: Final = {
    b"\x89PNG\r\n\x1a\n": "png",
    b"\xff\xd8\xff": "jpeg",
    b"GIF8": "gif",
    b"BM": "bmp",
    b"II*\x00": "tiff",
    b"MM\x00*": "tiff",
}
BLANK: Final = png.blank()
"""One white pixel: what stands for every picture that must go."""
_VECTOR: Final = (b"\x01\x00\x00\x00", b"\xd7\xcd\xc6\x9a", b"\x01\x00\x09\x00", b"\x02\x00\x09\x00", b"<svg")


def raster(content: bytes) -> str:
    """The raster format by its first bytes, "" when it is none we read."""
    return next((name for magic, name in _RASTER.items() if content.startswith(magic)), "")


def readable(content: bytes) -> bool:
    """Can the picture be given to OCR? Vector formats (EMF, WMF, SVG) cannot."""
    return bool(raster(content))


def looks_like_picture(content: bytes) -> bool:
    """A picture of any kind, also one that cannot be read."""
    return readable(content) or content.startswith(_VECTOR)


def is_picture(element: Element) -> bool:
    """Does this element show a picture?"""
    return element.tag in PICTURES


@dataclass(frozen=True, slots=True)
class Crop:
    """How much of a picture is cut away at each side, in parts of 100,000 (`a:srcRect`)."""

    left: int = 0
    top: int = 0
    right: int = 0
    bottom: int = 0

    @property
    def needed(self) -> bool:
        return self != Crop() and self.left + self.right < WHOLE and self.top + self.bottom < WHOLE


WHOLE: Final = 100_000
MAX_PIXELS: Final = 100_000_000
"""The largest picture that is opened (docs/threat-model.md)."""


def cleaned(content: bytes, crop: Crop) -> tuple[bytes, str]:
    """The picture without metadata and without what is cropped away, and its file name's ending.

    What cannot be cleaned becomes the blank.
    """
    kind = raster(content)
    try:
        if kind == "png" and not crop.needed:
            return png.strip(content), "png"
        if kind == "jpeg" and not crop.needed:
            return jpeg.strip(content), "jpeg"
        if kind:
            return _redrawn(content, crop), "png"
    except (OSError, ValueError, SyntaxError, zlib.error, struct.error, Image.DecompressionBombError):
        pass
    return BLANK, "png"


def _redrawn(content: bytes, crop: Crop) -> bytes:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with Image.open(io.BytesIO(content)) as image:
            if image.width * image.height > MAX_PIXELS:
                raise ValueError("too large")
            mode = image.mode if image.mode in ("1", "L", "LA", "RGB", "RGBA") else "RGBA"
            drawn = image.convert(mode)
    if crop.needed:
        left, right = drawn.width * crop.left // WHOLE, drawn.width * (WHOLE - crop.right) // WHOLE
        top, bottom = drawn.height * crop.top // WHOLE, drawn.height * (WHOLE - crop.bottom) // WHOLE
        drawn = drawn.crop((left, top, max(right, left + 1), max(bottom, top + 1)))
    drawn.info.clear()
    written = io.BytesIO()
    drawn.save(written, "PNG")
    return png.strip(written.getvalue())
