"""How a run of glyphs is written: size, direction, place and shifts as they are read from the copy."""

from dataclasses import dataclass, replace
from math import floor, log10
from typing import Final

from redactor.formats.pdf.content.geometry import exact, place
from redactor.formats.pdf.content.items import Run
from redactor.formats.pdf.values import Matrix, Point

_DIGITS: Final = 4
"""Significant digits of a size below one point, in forms that are drawn larger than they are written."""

_SIZE_STEP: Final = 0.01
_TURN_STEP: Final = 1e-4
_SHIFT_STEP: Final = 1e-3
_SPOT_STEP: Final = 0.02
"""No less than what rounding takes from or adds to a size in points or to its thousandth, to a number of the
matrix, to a shift in ems, to a place in points."""

Turn = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Setting:
    """What `Tf` and `Tm` say of a run's glyphs: their size and the four numbers that turn them.

    The larger of the numbers that lead upwards is 1, so that the setting, when it is read, is set in the same
    way again: for level and for upright text it is the size that one sees.
    """

    size: float
    turn: Turn

    @staticmethod
    def of(matrix: Matrix) -> "Setting":
        a, b, c, d = matrix[:4]
        tall = max(abs(c), abs(d))
        size = _rounded(tall)
        if not size:
            return Setting(0.0, (1.0, 0.0, 0.0, 1.0))
        return Setting(size, (round(a / tall, 5), round(b / tall, 5), round(c / tall, 5), round(d / tall, 5)))

    def matrix(self, spot: Point) -> Matrix:
        a, b, c, d = self.turn
        return a * self.size, b * self.size, c * self.size, d * self.size, *spot


def _rounded(size: float) -> float:
    """To hundredths, or to four digits where these are more."""
    if size < 10 ** -(_DIGITS + 1):
        return 0.0
    return round(size, 2 if size >= 1 else _DIGITS - 1 - floor(log10(size)))


def leeway(run: Run) -> float:
    """How far, at most, any of its ink stands elsewhere when the run is read from the copy (in points)."""
    ems = max(map(abs, run.at)) + 2.0
    return ems * (_SIZE_STEP + _TURN_STEP * run.size) + _SHIFT_STEP * run.size + _SPOT_STEP


def spot_of(point: Point, *, cut: bool) -> Point:
    """Where a run begins; `cut`: on a page from which something goes."""
    x, y = (place(point[0]), place(point[1])) if cut else point
    return exact(x), exact(y)


def shifts(run: Run) -> list[int]:
    """Before each glyph, by how many thousandths of an em it stands nearer than the glyph before it says."""
    found: list[int] = []
    reached = run.at[0]
    for advance, at in zip(_advances(run), run.at, strict=True):
        apart = (reached - at) * 1000
        shift = 0 if -0.5 <= apart <= 0.5 else round(apart)  # most stand where the glyph before says
        found.append(shift)
        reached += advance - shift / 1000 if shift else advance
    return found


def as_read(run: Run, *, cut: bool) -> Run:
    """The run as it is read from the copy."""
    at: list[float] = []
    x = 0.0
    for advance, shift in zip(_advances(run), shifts(run), strict=True):
        x -= shift / 1000
        at.append(x)
        x += advance
    matrix = Setting.of(run.matrix).matrix(spot_of(run.origin(0), cut=cut))
    return replace(run, matrix=matrix, at=at)


def _advances(run: Run) -> list[float]:
    """How far along the baseline each glyph leads."""
    return [code.drop for code in run.codes] if run.font.vertical else [code.width for code in run.codes]
