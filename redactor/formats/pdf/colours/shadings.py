"""Shadings (ISO 32000-1, 8.7.4.5)."""

from typing import Final

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from redactor.formats.pdf.colours.functions import function
from redactor.formats.pdf.colours.reading import numeric, understood
from redactor.formats.pdf.colours.spaces import colour_space

_KEYS: Final = (
    *("/ShadingType", "/Background", "/BBox", "/Domain", "/Matrix", "/Coords", "/Extend"),
    *("/BitsPerCoordinate", "/BitsPerComponent", "/BitsPerFlag", "/Decode", "/VerticesPerRow"),
)


def shading(untrusted: pikepdf.Object, target: pikepdf.Pdf) -> pikepdf.Object:
    """A shading for the copy `target`. Raises ValueError when it cannot be understood."""
    if not isinstance(untrusted, Dictionary | Stream):
        raise ValueError("shading")
    with understood():
        kept = numeric(untrusted, _KEYS)
        kept.ColorSpace = colour_space(untrusted.get("/ColorSpace", Name.DeviceGray), target).written
        told = untrusted.get("/Function")
        if isinstance(told, Array):
            kept.Function = Array([function(part, target) for part in told])
        elif told is not None:
            kept.Function = function(told, target)
        return target.make_stream(untrusted.read_bytes(), kept) if isinstance(untrusted, Stream) else kept
