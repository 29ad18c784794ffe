"""Pictures: which can be read, how they are cleaned, and the blank that stands for one that must go."""

import io
import re
import struct
import warnings
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from PIL import Image

from redactor.formats.docx.names import A, Element, V, number
from redactor.formats.docx.parts import PICTURES
from redactor.formats.pixels import jpeg, png

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
_RECTANGLE: Final = f"{{{A}}}srcRect"
_VECTOR: Final = (b"\x01\x00\x00\x00", b"\xd7\xcd\xc6\x9a", b"\x01\x00\x09\x00", b"\x02\x00\x09\x00", b"<svg")


def raster(content: bytes) -> str:
    """The raster format by its first bytes, "" when it is none we read."""
    return next((name for magic, name in _RASTER.items() if content.startswith(magic)), "")


def looks_like_picture(content: bytes) -> bool:
    """A picture of any kind, also one that cannot be read."""
    return bool(raster(content)) or content.startswith(_VECTOR)


def is_picture(element: Element) -> bool:
    """Does this element show a picture?"""
    return element.tag in PICTURES


WHOLE: Final = 100_000
MAX_PIXELS: Final = 100_000_000
"""The largest picture that is opened (docs/threat-model.md)."""
_SIDES: Final = ("cropleft", "croptop", "cropright", "cropbottom")
_FRACTION: Final = re.compile(r"(-?\d{0,6}(?:\.\d{1,6})?)(f|%?)", re.ASCII)


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


def crop_of(element: Element) -> Crop:
    """How a picture is cropped: by the `a:srcRect` beside its `a:blip`, or by its own VML attributes."""
    if element.tag == f"{{{V}}}imagedata":
        return _crop([_fraction(element.get(side, "")) for side in _SIDES])
    above = element.getparent()
    rectangle = None if above is None else above.find(_RECTANGLE)
    return Crop() if rectangle is None else _crop([number(rectangle.get(side)) for side in "ltrb"])


def uncrop(root: Element) -> None:
    """The pixels outside are gone: the crop goes, too."""
    for element in root.iter(*PICTURES):
        above = element.getparent()
        if above is None or not crop_of(element).needed:
            continue
        for rectangle in above.iterchildren(_RECTANGLE):
            rectangle.attrib.clear()
        for side in _SIDES:
            if side in element.attrib:
                del element.attrib[side]


def _crop(sides: Sequence[int]) -> Crop:
    return Crop(*(min(max(side, 0), WHOLE) for side in sides))


def _fraction(text: str) -> int:
    """A VML fraction ("0.25", "25%" or, in parts of 65,536, "16384f") in parts of 100,000."""
    match = _FRACTION.fullmatch(text)
    if match is None or match[1] in ("", "-"):
        return 0
    return round(float(match[1]) * WHOLE / {"f": 65_536, "%": 100, "": 1}[match[2]])


class Gallery:
    """Cleans each picture once for each way it is cropped; reader and writer see the same."""

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        self._parts = parts
        self._done: dict[tuple[str, Crop], tuple[bytes, str] | None] = {}

    def shown(self, part: str, crop: Crop) -> tuple[bytes, str] | None:
        """What a copy shows of a media part: the picture without metadata and without what is cropped
        away, and its file name's ending. None: it cannot be read, and the copy shows the blank."""
        key = part, crop
        if key not in self._done:
            self._done[key] = cleaned(self._parts[part], crop)
        return self._done[key]


def cleaned(content: bytes, crop: Crop) -> tuple[bytes, str] | None:
    """The picture without metadata and cropped areas, and its file name's ending; None: unreadable."""
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
    return None


def _redrawn(content: bytes, crop: Crop) -> bytes:
    """The first frame or page as PNG."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with Image.open(io.BytesIO(content)) as image:
            if image.width * image.height > MAX_PIXELS:
                raise ValueError("too large")
            drawn = _eight_bits(image) if image.mode.startswith("I") else image
            drawn = drawn.convert(drawn.mode if drawn.mode in ("1", "L", "LA", "RGB", "RGBA") else "RGBA")
    if crop.needed:
        left, right = drawn.width * crop.left // WHOLE, drawn.width * (WHOLE - crop.right) // WHOLE
        top, bottom = drawn.height * crop.top // WHOLE, drawn.height * (WHOLE - crop.bottom) // WHOLE
        drawn = drawn.crop((left, top, max(right, left + 1), max(bottom, top + 1)))
    drawn.info.clear()
    written = io.BytesIO()
    drawn.save(written, "PNG")
    return png.strip(written.getvalue())


def _eight_bits(image: Image.Image) -> Image.Image:
    """16 bits a pixel would be clipped, not scaled, by a plain conversion."""
    return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
