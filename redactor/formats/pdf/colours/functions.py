"""Functions (ISO 32000-1, 7.10): what one needs to compute and no more."""

import math
import re
from typing import Final

import pikepdf
from pikepdf import Array, Dictionary, Stream

from redactor.formats.pdf.colours.reading import DEEP, numeric, understood
from redactor.formats.pdf.objects import numbers

_KEYS: Final = ("/FunctionType", "/Domain", "/Range")
_OWN_KEYS: Final = {
    0: ("/Size", "/BitsPerSample", "/Order", "/Encode", "/Decode"),
    2: ("/C0", "/C1", "/N"),
    3: ("/Bounds", "/Encode"),
    4: (),
}
_MOST_BYTES: Final = 4_000_000
_TOKEN: Final = re.compile(
    rb"[{}]|[-+]?(?:\d+\.?\d*|\.\d+)|(?:abs|add|atan|ceiling|cos|cvi|cvr|div|exp|floor|idiv|ln|log|mod|mul|neg"
    rb"|round|sin|sqrt|sub|truncate|and|bitshift|eq|false|ge|gt|le|lt|ne|not|or|true|xor|ifelse|if|copy|dup"
    rb"|exch|index|pop|roll)\b"
)
_SPACE: Final = re.compile(rb"(?:[\0\t\n\f\r ]|%[^\r\n]*)*")


def function(untrusted: pikepdf.Object, target: pikepdf.Pdf) -> pikepdf.Object:
    """A function for the copy `target`. Raises ValueError when it cannot be understood."""
    with understood():
        return _function(untrusted, target, 0)


def _function(untrusted: pikepdf.Object, target: pikepdf.Pdf, depth: int) -> pikepdf.Object:
    if not isinstance(untrusted, Dictionary | Stream) or depth > DEEP:
        raise ValueError("function")
    kind = int(untrusted.FunctionType)
    kept = numeric(untrusted, (*_KEYS, *_OWN_KEYS[kind]))
    if kind == 2:
        return kept
    if kind == 3:
        kept.Functions = Array([_function(part, target, depth + 1) for part in untrusted.Functions])
        return kept
    if not isinstance(untrusted, Stream):
        raise ValueError("function")
    return target.make_stream(_samples(untrusted) if kind == 0 else _program(untrusted.read_bytes()), kept)


def _samples(untrusted: Stream) -> bytes:
    """As many samples as its dictionary says: nothing after them is read by anyone."""
    bits = int(untrusted.BitsPerSample)
    outputs = len(numbers(untrusted.get("/Range"))) // 2
    length = (math.prod(int(side) for side in numbers(untrusted.Size)) * outputs * bits + 7) // 8
    if bits not in (1, 2, 4, 8, 12, 16, 24, 32) or not 0 < length <= _MOST_BYTES:
        raise ValueError("function")
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
