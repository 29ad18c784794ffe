"""How a run of glyphs is written: size, direction, place and shifts as they are read from the copy."""

from dataclasses import dataclass, replace
from math import floor, log10
from typing import Final

from redactor.formats.pdf.content.geometry import exact, place
from redactor.formats.pdf.content.items import Run
from redactor.formats.pdf.values import Matrix, Point

_DIGITS: Final = 4
"""Significant digits of a size below one point, in forms that are drawn larger than they are written."""

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


def spot_of(point: Point, *, cut: bool) -> Point:
    """Where a run begins; `cut`: on a page from which something goes."""
    x, y = (place(point[0]), place(point[1])) if cut else point
    return exact(x), exact(y)


def shifts(run: Run) -> list[int]:
    """Before each glyph, by how many thousandths of an em it stands nearer than the glyph before it says."""
    found: list[int] = []
    reached = run.at[0]
    vertical = run.font.vertical
    for code, at in zip(run.codes, run.at, strict=True):
        shift = round((reached - at) * 1000)
        found.append(shift)
        reached += (code.drop if vertical else code.width) - shift / 1000
    return found


def as_read(run: Run, *, cut: bool) -> Run:
    """The run as it is read from the copy."""
    at: list[float] = []
    x = 0.0
    for code, shift in zip(run.codes, shifts(run), strict=True):
        x -= shift / 1000
        at.append(x)
        x += code.drop if run.font.vertical else code.width
    matrix = Setting.of(run.matrix).matrix(spot_of(run.origin(0), cut=cut))
    return replace(run, matrix=matrix, at=at)
