"""Colour spaces, functions and shadings written anew (ISO 32000-1, 8.6, 7.10, 8.7.4.5).

Only what says how something looks is taken: numbers, samples, the names of the process colours. Profiles
(ICC) become the device space of as many components; colorants' own names are numbered.
"""

import re
from typing import Final

import pikepdf

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
_BY_COUNT: Final = {1: "/DeviceGray", 3: "/DeviceRGB", 4: "/DeviceCMYK"}
_COLORANTS: Final = ("/All", "/None", "/Cyan", "/Magenta", "/Yellow", "/Black")
_DEEP: Final = 8
_CALCULATOR: Final = re.compile(
    rb"[{}]|-?\d*\.?\d+|(?:abs|add|atan|ceiling|cos|cvi|cvr|div|exp|floor|idiv|ln|log|mod|mul|neg|round|sin|sqrt|sub"
    rb"|truncate|and|bitshift|eq|false|ge|gt|le|lt|ne|not|or|true|xor|if|ifelse|copy|dup|exch|index|pop|roll)\b"
)
_COMMENT: Final = re.compile(rb"%[^\r\n]*")


class UnknownError(ValueError):
    """A resource that is not understood; what it colours is painted grey or not at all."""


def space(untrusted: pikepdf.Object, target: pikepdf.Pdf, depth: int = 0) -> pikepdf.Object:
    """A colour space for the copy. Raises UnknownError."""
    if depth > _DEEP:
        raise UnknownError
    if isinstance(untrusted, pikepdf.Name):
        return _named(str(untrusted))
    if not isinstance(untrusted, pikepdf.Array) or not len(untrusted):
        raise UnknownError
    family = str(untrusted[0])
    if len(untrusted) == 1:
        return _named(family)
    if family == "/ICCBased":
        return _profile(untrusted[1], target, depth)
    if family in ("/CalGray", "/CalRGB", "/Lab"):
        return _calibrated(family, untrusted[1])
    if family in ("/Indexed", "/I"):
        return _indexed(untrusted, target, depth)
    if family in ("/Separation", "/DeviceN"):
        return _spots(untrusted, target, depth)
    if family == "/Pattern":
        return pikepdf.Array([pikepdf.Name.Pattern, space(untrusted[1], target, depth + 1)])
    raise UnknownError


def components(untrusted: pikepdf.Object, depth: int = 0) -> int:
    """How many numbers make a colour. Raises UnknownError."""
    if isinstance(untrusted, pikepdf.Name):
        return DEVICES.get(str(untrusted)) or _unknown()
    if not isinstance(untrusted, pikepdf.Array) or not len(untrusted) or depth > _DEEP:
        raise UnknownError
    family = str(untrusted[0])
    if family == "/ICCBased" and isinstance(untrusted[1], pikepdf.Stream):
        return int(untrusted[1].get("/N", 0)) or _unknown()
    if family == "/DeviceN":
        return len(untrusted[1])
    fixed = {"/CalGray": 1, "/CalRGB": 3, "/Lab": 3, "/Indexed": 1, "/I": 1, "/Separation": 1, **DEVICES}
    return fixed.get(family) or _unknown()


def _unknown() -> int:
    raise UnknownError


def _named(name: str) -> pikepdf.Object:
    if name == "/Pattern":
        return pikepdf.Name.Pattern
    if name in ("/CalGray", "/CalRGB"):
        return pikepdf.Name("/DeviceGray" if name == "/CalGray" else "/DeviceRGB")
    if name not in DEVICES:
        raise UnknownError
    return pikepdf.Name(_BY_COUNT[DEVICES[name]])


def _profile(profile: pikepdf.Object, target: pikepdf.Pdf, depth: int) -> pikepdf.Object:
    if not isinstance(profile, pikepdf.Stream):
        raise UnknownError
    alternate = profile.get("/Alternate")
    if isinstance(alternate, pikepdf.Array) and len(alternate) == 2 and alternate[0] == "/Lab":
        return space(alternate, target, depth + 1)
    count = profile.get("/N")
    if count not in _BY_COUNT:
        raise UnknownError
    return pikepdf.Name(_BY_COUNT[int(count)])


def _calibrated(family: str, values: pikepdf.Object) -> pikepdf.Object:
    kept = _numeric(values, ("/WhitePoint", "/BlackPoint", "/Gamma", "/Matrix", "/Range"))
    if "/WhitePoint" not in kept:
        raise UnknownError
    return pikepdf.Array([pikepdf.Name(family), kept])


def _indexed(untrusted: pikepdf.Array, target: pikepdf.Pdf, depth: int) -> pikepdf.Object:
    if len(untrusted) < 4:
        raise UnknownError
    base, high, table = untrusted[1], int(untrusted[2]), untrusted[3]
    data = table.read_bytes() if isinstance(table, pikepdf.Stream) else bytes(table)
    size = (high + 1) * components(base)
    if not 0 <= high <= 255:
        raise UnknownError
    lookup = pikepdf.String(data[:size].ljust(size, b"\0"))
    return pikepdf.Array([pikepdf.Name.Indexed, space(base, target, depth + 1), high, lookup])


def _spots(untrusted: pikepdf.Array, target: pikepdf.Pdf, depth: int) -> pikepdf.Object:
    if len(untrusted) < 4:
        raise UnknownError
    alternate, tint = space(untrusted[2], target, depth + 1), function(untrusted[3], target)
    if untrusted[0] == "/Separation":
        name = _colorant(str(untrusted[1]), 0)
        return pikepdf.Array([pikepdf.Name.Separation, name, alternate, tint])
    names = pikepdf.Array([_colorant(str(name), i) for i, name in enumerate(untrusted[1])])
    return pikepdf.Array([pikepdf.Name.DeviceN, names, alternate, tint])


def _colorant(name: str, number: int) -> pikepdf.Name:
    return pikepdf.Name(name if name in _COLORANTS else f"/Spot{number}")


def function(untrusted: pikepdf.Object, target: pikepdf.Pdf, depth: int = 0) -> pikepdf.Object:
    """A function for the copy. Raises UnknownError."""
    if not isinstance(untrusted, pikepdf.Dictionary | pikepdf.Stream) or depth > _DEEP:
        raise UnknownError
    kind = untrusted.get("/FunctionType")
    keys = ("/FunctionType", "/Domain", "/Range", "/Size", "/BitsPerSample", "/Order", "/Encode", "/Decode")
    kept = _numeric(untrusted, (*keys, "/C0", "/C1", "/N", "/Bounds"))
    if kind == 2:
        return kept
    if kind == 3:
        kept.Functions = pikepdf.Array([function(f, target, depth + 1) for f in untrusted.Functions])
        return kept
    if not isinstance(untrusted, pikepdf.Stream) or kind not in (0, 4):
        raise UnknownError
    data = untrusted.read_bytes()
    return target.make_stream(data if kind == 0 else _calculator(data), kept)


def _calculator(code: bytes) -> bytes:
    """A PostScript calculator function without what is not code."""
    return b" ".join(_CALCULATOR.findall(_COMMENT.sub(b" ", code)))


def shading(untrusted: pikepdf.Object, target: pikepdf.Pdf) -> pikepdf.Object:
    """A shading for the copy. Raises UnknownError."""
    if not isinstance(untrusted, pikepdf.Dictionary | pikepdf.Stream):
        raise UnknownError
    keys = ("/ShadingType", "/Background", "/BBox", "/Domain", "/Matrix", "/Coords", "/Extend")
    kept = _numeric(untrusted, (*keys, "/BitsPerCoordinate", "/BitsPerComponent", "/BitsPerFlag"))
    for key, value in _numeric(untrusted, ("/Decode", "/VerticesPerRow")).items():
        kept[key] = value
    kept.ColorSpace = space(untrusted.get("/ColorSpace", pikepdf.Name.DeviceGray), target)
    told = untrusted.get("/Function")
    if isinstance(told, pikepdf.Array):
        kept.Function = pikepdf.Array([function(f, target) for f in told])
    elif told is not None:
        kept.Function = function(told, target)
    if isinstance(untrusted, pikepdf.Stream):
        return target.make_stream(untrusted.read_bytes(), kept)
    return kept


def _numeric(untrusted: pikepdf.Object, keys: tuple[str, ...]) -> pikepdf.Dictionary:
    """Those of the keys that hold numbers, truth values or arrays of them."""
    kept = pikepdf.Dictionary()
    for key in keys:
        value = untrusted.get(key)
        if isinstance(value, pikepdf.Array):
            if all(isinstance(v, bool) for v in value):
                kept[key] = pikepdf.Array(list(value))
            elif found := numbers(value):
                kept[key] = pikepdf.Array([_exact(v) for v in found])
        elif value is not None and not isinstance(value, pikepdf.Object):
            kept[key] = value
    return kept


def _exact(value: float) -> int | float:
    return int(value) if value == int(value) else value
