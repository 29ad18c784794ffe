"""Readers of objects that may hold anything."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import pikepdf
from pikepdf import Array, Dictionary

from redactor.formats.pdf.objects import numbers

DEEP: Final = 8
"""Levels of spaces or functions that stand within each other."""


@contextmanager
def understood() -> Iterator[None]:
    """Whatever reading a damaged object raises is a ValueError, which tells nothing of it."""
    try:
        yield
    except (ValueError, TypeError, AttributeError, LookupError, ArithmeticError, pikepdf.PdfError):
        raise ValueError("colours") from None


def numeric(untrusted: pikepdf.Object, keys: tuple[str, ...]) -> Dictionary:
    """Those of the keys that hold numbers, truth values or arrays of one of them."""
    kept = Dictionary()
    for key in keys:
        value = untrusted.get(key)
        if isinstance(value, Array):
            if all(isinstance(item, bool) for item in value):
                kept[key] = Array(list(value))
            elif found := numbers(value):
                kept[key] = Array(found)
        elif value is not None and not isinstance(value, pikepdf.Object):
            kept[key] = value
    return kept
