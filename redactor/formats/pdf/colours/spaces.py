"""Colour spaces (ISO 32000-1, 8.6)."""

from dataclasses import dataclass
from typing import Final

import pikepdf
from pikepdf import Array, Name, Stream

from redactor.formats.pdf.colours.functions import function
from redactor.formats.pdf.colours.reading import DEEP, numeric, understood
from redactor.formats.pdf.objects import numbers

DEVICES: Final = {
    "/DeviceGray": 1,
    "/DeviceRGB": 3,
    "/DeviceCMYK": 4,
    "/G": 1,
    "/RGB": 3,
    "/CMYK": 4,
    "/CalCMYK": 4,
}
"""Names that stand for a device space wherever a space is named, and its components."""
_NAMED: Final = {**DEVICES, "/CalGray": 1, "/CalRGB": 3}
_BY_COMPONENTS: Final = {1: Name.DeviceGray, 3: Name.DeviceRGB, 4: Name.DeviceCMYK}
_CALIBRATED: Final = ("/WhitePoint", "/BlackPoint", "/Gamma", "/Matrix", "/Range")
_COLORANTS: Final = frozenset({"/All", "/None", "/Cyan", "/Magenta", "/Yellow", "/Black"})
_MOST_COLORANTS: Final = 32


@dataclass(frozen=True, slots=True)
class ColourSpace:
    """`white` is a colour value for each component; `ranges` the values that an image's samples reach by
    default (an Indexed space: (), for they depend on the bits)."""

    written: pikepdf.Object
    white: tuple[float, ...]
    ranges: tuple[tuple[float, float], ...]

    @property
    def components(self) -> int:
        return len(self.white)


def device(components: int) -> ColourSpace:
    """DeviceGray, DeviceRGB or DeviceCMYK. Raises ValueError for any other number of components."""
    if components not in _BY_COMPONENTS:
        raise ValueError("components")
    white = (0.0,) * 4 if components == 4 else (1.0,) * components
    return ColourSpace(_BY_COMPONENTS[components], white, ((0.0, 1.0),) * components)


def colour_space(untrusted: object, target: pikepdf.Pdf) -> ColourSpace:
    """The colour space for the copy `target`. Raises ValueError when it cannot be understood.

    Patterns are no colour spaces of an image; their underlying space is.
    """
    with understood():
        return _space(untrusted, target, 0)


def painted_space(untrusted: pikepdf.Object, target: pikepdf.Pdf) -> pikepdf.Object:
    """The colour space for the copy `target` of what a content stream paints with, Pattern's (8.7.3) too.

    Raises ValueError when it cannot be understood.
    """
    family = untrusted[0] if isinstance(untrusted, Array) and len(untrusted) else untrusted
    if family != Name.Pattern:
        return colour_space(untrusted, target).written
    if isinstance(untrusted, Array) and len(untrusted) > 1:
        return Array([Name.Pattern, colour_space(untrusted[1], target).written])
    return Name.Pattern


def _space(untrusted: object, target: pikepdf.Pdf, depth: int) -> ColourSpace:
    if isinstance(untrusted, Name):
        return device(_NAMED[str(untrusted)])
    if not isinstance(untrusted, Array) or not len(untrusted) or depth > DEEP:
        raise ValueError("colour space")
    kind = str(untrusted[0])
    if len(untrusted) == 1:
        return _space(untrusted[0], target, depth + 1)
    if kind in ("/CalGray", "/CalRGB", "/Lab"):
        return _calibrated(kind, untrusted[1])
    if kind == "/ICCBased":
        return _profiled(untrusted[1], target, depth)
    if kind in ("/Indexed", "/I"):
        return _indexed(untrusted, target, depth)
    if kind in ("/Separation", "/DeviceN"):
        return _tints(untrusted, target, depth)
    raise ValueError("colour space")


def _calibrated(kind: str, untrusted: pikepdf.Object) -> ColourSpace:
    kept = numeric(untrusted, _CALIBRATED)
    like = device(1 if kind == "/CalGray" else 3)
    if len(numbers(kept.get("/WhitePoint"))) != 3:
        return like
    written = Array([Name(kind), kept])
    if kind != "/Lab":
        return ColourSpace(written, like.white, like.ranges)
    a0, a1, b0, b1 = numbers(kept.get("/Range")) or (-100.0, 100.0, -100.0, 100.0)
    return ColourSpace(written, (100.0, 0.0, 0.0), ((0.0, 100.0), (a0, a1), (b0, b1)))


def _profiled(profile: pikepdf.Object, target: pikepdf.Pdf, depth: int) -> ColourSpace:
    alternate = profile.get("/Alternate")
    if isinstance(alternate, Array) and len(alternate) == 2 and alternate[0] == Name.Lab:
        return _space(alternate, target, depth + 1)
    return device(int(profile.N))


def _indexed(untrusted: Array, target: pikepdf.Pdf, depth: int) -> ColourSpace:
    base = _space(untrusted[1], target, depth + 1)
    if not base.ranges:
        raise ValueError("colour space")
    last = min(max(int(untrusted[2]), 0), 255)
    table = untrusted[3]
    lookup = table.read_bytes() if isinstance(table, Stream) else bytes(table)
    size = (last + 1) * base.components
    lookup = lookup[:size].ljust(size, b"\0")
    written = Array([Name.Indexed, base.written, last, pikepdf.String(lookup)])
    return ColourSpace(written, (float(_whitest(lookup, base)),), ())


def _whitest(lookup: bytes, base: ColourSpace) -> int:
    """The index of the colour nearest to white."""
    step = base.components
    white = [
        255 * (w - low) / ((high - low) or 1) for w, (low, high) in zip(base.white, base.ranges, strict=True)
    ]

    def distance(index: int) -> float:
        colour = lookup[index * step : (index + 1) * step]
        return sum((a - b) ** 2 for a, b in zip(colour, white, strict=True))

    return min(range(len(lookup) // step), key=distance)


def _tints(untrusted: Array, target: pikepdf.Pdf, depth: int) -> ColourSpace:
    """Separation and DeviceN; the attributes of a DeviceN space are hints that a reader can do without."""
    given = untrusted[1]
    names = [str(name) for name in given] if isinstance(given, Array) else [str(given)]
    if not 0 < len(names) <= _MOST_COLORANTS:
        raise ValueError("colorants")
    base = _space(untrusted[2], target, depth + 1)
    neutral = [Name(n if n in _COLORANTS else f"/Colorant{at}") for at, n in enumerate(names, 1)]
    colorants = Array(neutral) if isinstance(given, Array) else neutral[0]
    written = Array([untrusted[0], colorants, base.written, function(untrusted[3], target)])
    return ColourSpace(written, (0.0,) * len(names), ((0.0, 1.0),) * len(names))
