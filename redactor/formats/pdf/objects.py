"""Small readers of PDF objects: what is not of the kind asked for is not there."""

import zlib
from collections.abc import Iterator
from typing import Final

import pikepdf

from redactor.formats.pdf.values import Rect

ObjectId = tuple[int, int]
"""Object and generation number; (0, 0) for a direct object."""
_DEEP: Final = 64
"""Levels of a name or number tree; a sound one has a handful."""
_MOST_BYTES: Final = 50_000_000
_MOST_FILTERED: Final = 1_000_000
"""Bytes that a filter other than Flate may have to undo."""


def tree_items(root: pikepdf.Object | None, leaves: str) -> Iterator[tuple[object, pikepdf.Object]]:
    """Keys and values of a name tree (`leaves` is /Names) or a number tree (/Nums) (ISO 32000-1, 7.9.6-7)."""
    seen: set[ObjectId] = set()
    waiting = [(root, 0)]
    while waiting:
        node, depth = waiting.pop()
        if not isinstance(node, pikepdf.Dictionary) or depth > _DEEP or node.objgen in seen - {(0, 0)}:
            continue
        seen.add(node.objgen)
        found = list(node.get_list(leaves, ()))
        yield from zip(found[::2], found[1::2], strict=False)
        waiting += [(kid, depth + 1) for kid in reversed(list(node.get_list("/Kids", ())))]


def numbers(values: object) -> tuple[float, ...]:
    """The numbers of an array; () when it is none or holds anything else."""
    if not isinstance(values, pikepdf.Array):
        return ()
    found = tuple(number(value) for value in values)
    return tuple(value for value in found if value is not None) if None not in found else ()


def number(value: object) -> float | None:
    """A number as Python has it; None for all else."""
    if isinstance(value, bool) or value is None:
        return None
    try:
        return float(value) if not isinstance(value, pikepdf.Object) else None  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return None


def rect_of(values: object) -> Rect | None:
    """A rectangle with its corners in order; None when it is none."""
    found = numbers(values)
    if len(found) != 4:
        return None
    x0, y0, x1, y1 = found
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def one_of(value: object, allowed: frozenset[str]) -> str | None:
    """A name as text, with its slash, when it is one of these; None for all else."""
    return str(value) if isinstance(value, pikepdf.Name) and str(value) in allowed else None


def bytes_of(stream: pikepdf.Stream) -> bytes | None:
    """A stream decoded; None when it is damaged, over the limit, or filtered more than once."""
    filters = stream.get("/Filter")
    names = [str(name) for name in filters] if isinstance(filters, pikepdf.Array) else [str(filters)]
    try:
        if names in (["None"], []):
            return stream.read_raw_bytes()
        if names == ["/FlateDecode"] and "/DecodeParms" not in stream:
            # Not by qpdf, which has no limit: a few bytes can be made to hold gigabytes.
            found = zlib.decompressobj().decompress(stream.read_raw_bytes(), _MOST_BYTES)
            return found if len(found) < _MOST_BYTES else None
        small = len(names) == 1 and stream.get_int("/Length", _MOST_BYTES) <= _MOST_FILTERED
        return stream.read_bytes() if small else None
    except (pikepdf.PdfError, zlib.error):
        return None
