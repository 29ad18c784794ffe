"""Colour spaces and functions written anew, by allow-list (ISO 32000-1, 8.6 and 7.10).

ICC profiles carry texts and private tags: the device space with as many components stands instead. Colorants
of one's own naming get neutral names; what a function needs to compute is kept and no more.
"""

import re
from dataclasses import dataclass
from typing import Final

import pikepdf
from pikepdf import Array, Dictionary, Name

from redactor.formats.pdf.objects import number, numbers

_DEVICE: Final = {
    "/DeviceGray": 1,
    "/G": 1,
    "/CalGray": 1,
    "/DeviceRGB": 3,
    "/RGB": 3,
    "/CalRGB": 3,
    "/DeviceCMYK": 4,
    "/CMYK": 4,
    "/CalCMYK": 4,
}
_BY_COMPONENTS: Final = {1: Name.DeviceGray, 3: Name.DeviceRGB, 4: Name.DeviceCMYK}
_CALIBRATED: Final = ("/WhitePoint", "/BlackPoint", "/Gamma", "/Matrix", "/Range")
_COLORANTS: Final = frozenset({"/All", "/None", "/Cyan", "/Magenta", "/Yellow", "/Black"})
_DEEP: Final = 8
_MOST_COLORANTS: Final = 32
_TOKEN: Final = re.compile(
    rb"[{}]|[-+]?(?:\d+\.?\d*|\.\d+)|(?:abs|add|atan|ceiling|cos|cvi|cvr|div|exp|floor|idiv|ln|log|mod|mul|neg"
    rb"|round|sin|sqrt|sub|truncate|and|bitshift|eq|false|ge|gt|le|lt|ne|not|or|true|xor|ifelse|if|copy|dup"
    rb"|exch|index|pop|roll)\b"
)
_SPACE: Final = re.compile(rb"(?:[\0\t\n\f\r ]|%[^\r\n]*)*")
_FUNCTION_BYTES: Final = 4_000_000


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


def colour_space(untrusted: object, target: pikepdf.Pdf, depth: int = 0) -> ColourSpace:
    """The colour space for the copy `target`. Raises ValueError when it cannot be understood.

    Patterns are no colour spaces of an image; their underlying space is.
    """
    if isinstance(untrusted, Name):
        if str(untrusted) not in _DEVICE:
            raise ValueError("colour space")
        return device(_DEVICE[str(untrusted)])
    if not isinstance(untrusted, Array) or not len(untrusted) or depth > _DEEP:
        raise ValueError("colour space")
    kind = str(untrusted[0])
    if len(untrusted) == 1:
        return colour_space(untrusted[0], target, depth + 1)
    if kind in ("/CalGray", "/CalRGB", "/Lab"):
        return _calibrated(kind, untrusted[1])
    if kind == "/ICCBased":
        return device(int(untrusted[1].get("/N", 0)))
    if kind in ("/Indexed", "/I") and len(untrusted) >= 4:
        return _indexed(untrusted, target, depth)
    if kind in ("/Separation", "/DeviceN") and len(untrusted) >= 4:
        return _tints(untrusted, target, depth)
    raise ValueError("colour space")


def _calibrated(kind: str, untrusted: pikepdf.Object) -> ColourSpace:
    kept = {key: found for key in _CALIBRATED if (found := numbers(untrusted.get(key)))}
    if len(kept.get("/WhitePoint", ())) != 3:
        return device(1 if kind == "/CalGray" else 3)
    entries: dict[str, object] = {key: Array(value) for key, value in kept.items()}
    gamma = number(untrusted.get("/Gamma"))
    if gamma is not None:
        entries["/Gamma"] = gamma
    written = Array([Name(kind), Dictionary(entries)])
    if kind == "/CalGray":
        return ColourSpace(written, (1.0,), ((0.0, 1.0),))
    if kind == "/CalRGB":
        return ColourSpace(written, (1.0,) * 3, ((0.0, 1.0),) * 3)
    a0, a1, b0, b1 = kept.get("/Range", (-100.0, 100.0, -100.0, 100.0))
    return ColourSpace(written, (100.0, 0.0, 0.0), ((0.0, 100.0), (a0, a1), (b0, b1)))


def _indexed(untrusted: Array, target: pikepdf.Pdf, depth: int) -> ColourSpace:
    base = colour_space(untrusted[1], target, depth + 1)
    if not base.ranges:
        raise ValueError("colour space")
    last = min(max(int(untrusted[2]), 0), 255)
    table = untrusted[3]
    lookup = table.read_bytes() if isinstance(table, pikepdf.Stream) else bytes(table)
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
    base = colour_space(untrusted[2], target, depth + 1)
    neutral = [Name(n if n in _COLORANTS else f"/Colorant{at}") for at, n in enumerate(names, 1)]
    colorants = Array(neutral) if isinstance(given, Array) else neutral[0]
    written = Array([untrusted[0], colorants, base.written, function(untrusted[3], target)])
    return ColourSpace(written, (0.0,) * len(names), ((0.0, 1.0),) * len(names))


def function(untrusted: pikepdf.Object, target: pikepdf.Pdf, depth: int = 0) -> pikepdf.Object:
    """A function of types 0, 2, 3 or 4 for the copy `target`. Raises ValueError when it is none."""
    if not isinstance(untrusted, (Dictionary, pikepdf.Stream)) or depth > _DEEP:
        raise ValueError("function")
    kind = untrusted.get("/FunctionType")
    domain = numbers(untrusted.get("/Domain"))
    if not domain or len(domain) % 2:
        raise ValueError("function")
    kept: dict[str, object] = {
        "/FunctionType": kind,
        "/Domain": domain,
        "/Range": numbers(untrusted.get("/Range")),
    }
    data = None
    if kind == 0 and isinstance(untrusted, pikepdf.Stream):
        data = _sampled(untrusted, kept)
    elif kind == 2:
        kept |= {key: numbers(untrusted.get(key)) for key in ("/C0", "/C1")}
        kept["/N"] = number(untrusted.get("/N")) or 0
    elif kind == 3:
        kept |= {key: numbers(untrusted.get(key)) for key in ("/Bounds", "/Encode")}
        kept["/Functions"] = Array(
            [function(f, target, depth + 1) for f in untrusted.get_list("/Functions", ())]
        )
    elif kind == 4 and isinstance(untrusted, pikepdf.Stream):
        data = _program(untrusted.read_bytes())
    else:
        raise ValueError("function")
    # An empty array of /Bounds means something: one function alone.
    written = {
        key: Array(value) if isinstance(value, tuple) else value
        for key, value in kept.items()
        if value != () or key == "/Bounds"
    }
    if data is None:
        return Dictionary(written)
    return pikepdf.Stream(target, data, written)


def _sampled(untrusted: pikepdf.Stream, kept: dict[str, object]) -> bytes:
    size = tuple(int(n) for n in numbers(untrusted.get("/Size")))
    bits = int(untrusted.get("/BitsPerSample", 0))
    outputs = len(numbers(untrusted.get("/Range"))) // 2
    total = bits * outputs
    for side in size:
        total *= side
    length = (total + 7) // 8
    if bits not in (1, 2, 4, 8, 12, 16, 24, 32) or not 0 < length <= _FUNCTION_BYTES:
        raise ValueError("function")
    kept |= {"/Size": size, "/BitsPerSample": bits}
    kept |= {key: numbers(untrusted.get(key)) for key in ("/Encode", "/Decode")}
    return untrusted.read_bytes()[:length].ljust(length, b"\0")


def _program(untrusted: bytes) -> bytes:
    """A PostScript calculator function without its comments."""
    tokens: list[bytes] = []
    at = _end(_SPACE, untrusted, 0)
    while at < len(untrusted):
        match = _TOKEN.match(untrusted, at)
        if match is None:
            raise ValueError("function")
        tokens.append(match.group())
        at = _end(_SPACE, untrusted, match.end())
    return b" ".join(tokens)


def _end(pattern: re.Pattern[bytes], text: bytes, at: int) -> int:
    match = pattern.match(text, at)
    return at if match is None else match.end()
