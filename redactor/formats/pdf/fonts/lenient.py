"""Values of dictionaries that may hold anything."""

import math
from decimal import Decimal

import pikepdf


def number(untrusted: object, default: float) -> float:
    """A finite number, or the default."""
    if isinstance(untrusted, int | float | Decimal) and math.isfinite(untrusted):
        return float(untrusted)
    return default


def integer(dictionary: pikepdf.Object | None, key: str) -> int:
    """0 when the key is missing or holds no number."""
    return int(number(dictionary.get(key), 0.0)) if dictionary is not None else 0


def numbers(untrusted: object, default: tuple[float, ...]) -> tuple[float, ...]:
    """An array's elements, 0 for those that are no numbers; the default when it is no array or empty."""
    if not isinstance(untrusted, pikepdf.Array) or not len(untrusted):
        return default
    return tuple(number(item, 0.0) for item in untrusted)


def em(width: float) -> float:
    """A width as rebuilt fonts can hold it: in hundred-thousandths of an em."""
    return round(width, 5)


def name(untrusted: object) -> str:
    """A name without its slash; "" for all else."""
    return str(untrusted)[1:] if isinstance(untrusted, pikepdf.Name) else ""


def data(untrusted: object) -> bytes:
    """A stream's bytes without filters; b"" when it is none or damaged."""
    try:
        return untrusted.read_bytes() if isinstance(untrusted, pikepdf.Stream) else b""
    except pikepdf.PdfError:
        return b""
