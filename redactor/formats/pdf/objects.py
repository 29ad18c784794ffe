"""Small readers of PDF objects: what is not of the kind asked for is not there."""

from collections.abc import Iterator
from typing import Final

import pikepdf

from redactor.formats.pdf.values import Rect

ObjectId = tuple[int, int]
"""Object and generation number; (0, 0) for a direct object."""
_DEEP: Final = 64
"""Levels of a name or number tree; a sound one has a handful."""


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
