"""How a line is scaled so that it ends before what stays."""

from dataclasses import dataclass
from math import floor
from typing import Final

_STRETCH: Final = 0.6
_SIZE: Final = 0.7
_WHOLE: Final = 0.4


@dataclass(frozen=True, slots=True)
class Fit:
    """Factors: the placeholder's horizontal scale and its size, and the whole line's horizontal scale."""

    stretch: float = 1.0
    size: float = 1.0
    whole: float = 1.0


def fitted(kept: float, replaced: float, room: float) -> Fit:
    """Scales the placeholder first, then its size, then the whole line; no text is lost for want of room."""
    if kept + replaced <= room or not replaced:
        return Fit(whole=_down(room / kept, _WHOLE) if kept > room else 1.0)
    stretch = _down((room - kept) / replaced, _STRETCH)
    if kept + replaced * stretch <= room:
        return Fit(stretch)
    size = _down((room - kept) / (replaced * stretch), _SIZE)
    whole = _down(room / (kept + replaced * stretch * size), _WHOLE)
    return Fit(stretch, size, whole)


def _down(value: float, least: float) -> float:
    """Hundredths, rounded down, between `least` and 1."""
    return min(max(floor(value * 100) / 100, least), 1.0)
