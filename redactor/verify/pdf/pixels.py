"""Pictures: a filled number of pixels and nothing else, by their own headers."""

import re

from redactor.verify.pdf.file import File, Item
from redactor.verify.pdf.syntax import Value
from redactor.verify.pdf.walk import OddError
from redactor.verify.pictures import carried

_COLOURS = ((1, "DeviceGray CalGray Indexed Separation"), (3, "DeviceRGB CalRGB Lab"), (4, "DeviceCMYK"))
_COMPONENTS = {name: count for count, names in _COLOURS for name in names.split()}


_HEADERS = re.compile(rb"JFIF\0[\s\S]{7}\0\0|Adobe\0[\s\S]{6}", re.ASCII)
"""What a JPEG says of its colours and resolution, without a thumbnail."""


def pixel_bytes(file: File, item: Item) -> int | None:
    """How many bytes a picture's decoded pixels are; None where its own filter packs them."""
    keys = item.keys
    if keys.get("Filter") not in (None, "FlateDecode"):
        return None
    width, height = keys.get("Width"), keys.get("Height")
    depth = 1 if keys.get("ImageMask") is True else keys.get("BitsPerComponent")
    colours = 1 if keys.get("ImageMask") is True else _colours(file, keys.get("ColorSpace"))
    if not (isinstance(width, int) and isinstance(height, int) and isinstance(depth, int)):
        return 0
    return (width * colours * depth + 7) // 8 * height


def _colours(file: File, space: Value) -> int:
    held = file.resolved(space)
    if not isinstance(held, list):
        return _COMPONENTS.get(str(held), 0)
    if held[0] == "ICCBased":
        number = file.dictionary(held[1]).get("N")
        return number if isinstance(number, int) else 0
    if held[0] == "DeviceN":
        return len(file.array(held[1]))
    return _COMPONENTS.get(str(held[0]), 0)


def check_picture(file: File, item: Item) -> None:
    """Raises OddError for data beside the pixels."""
    size = pixel_bytes(file, item)
    data = item.data or b""
    if (size is not None and len(data) != size) or (
        size is None and _HEADERS.sub(b"", carried(data)).strip(b"\0")
    ):
        raise OddError("image, data beside the pixels")
