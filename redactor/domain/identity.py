"""What the digits of a Swedish identity number say: check digit, birth date, coordination number.

Source: folkbokföringslagen (1991:481) 18 §; lagen (2022:1697) om samordningsnummer.
"""

from dataclasses import dataclass
from datetime import date

OLDEST = 115
"""Years. Nobody in a current document is older; a number that says so is doubted."""

LAST_YEAR = 2100
"""The latest birth year where no clock was given."""

_COORDINATION = 60
_PLUS_AGE = 100
_DOUBLED = (0, 2, 4, 6, 8, 1, 3, 5, 7, 9)


@dataclass(frozen=True, slots=True)
class Birth:
    """A possible birth date. `coordination`: the day was written + 60."""

    day: date
    coordination: bool


def luhn(digits: str) -> bool:
    """Whether the last of `digits` (ASCII digits) is the modulus 10 check digit of the others."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        total += _DOUBLED[int(digit)] if place % 2 else int(digit)
    return total % 10 == 0


def birth(digits: str, *, plus: bool, today: date | None) -> Birth | None:
    """The birth date in a number of 10 or 12 digits, not after `today`; None when there is none.

    Without century the youngest possible age holds, with `plus` the youngest from 100 years.
    """
    month, day = int(digits[-8:-6]), int(digits[-6:-4])
    coordination = day > _COORDINATION
    if coordination:
        day -= _COORDINATION
    last = today or date(LAST_YEAR, 12, 31)
    if len(digits) == 12:
        found = _date(int(digits[:4]), month, day)
        return Birth(found, coordination) if found and found <= last else None
    turn = (last.year - _PLUS_AGE if plus else last.year) // 100 * 100
    for century in (turn, turn - 100):
        found = _date(century + int(digits[:2]), month, day)
        if found and found <= last and (not plus or last.year - found.year >= _PLUS_AGE):
            return Birth(found, coordination)
    return None


def age(day: date, today: date) -> int:
    """Whole years."""
    return today.year - day.year - ((today.month, today.day) < (day.month, day.day))


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
