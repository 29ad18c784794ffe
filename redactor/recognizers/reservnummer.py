"""Numbers that stand for a personnummer: with a masked tail, and the reserve numbers of health care.

`850101-XXXX` still tells the birth date. Reserve numbers are made where a patient has no personnummer;
the regions write them differently, mostly a birth date and a tail with letters (`TF12`).
"""

import re
from collections.abc import Iterable
from datetime import date
from typing import ClassVar

import regex

from redactor.domain.document import Span
from redactor.domain.identity import birth
from redactor.domain.labels import Label, before
from redactor.domain.review import Certainty, Hit
from redactor.recognizers import Recognizer

_DATE = regex.compile(
    r"(?<![\d/-])(?:19|20)?\d{2}(?P<gap>[-./ ]?)[01]\d(?P=gap)[0-9]\d(?=[^\d]|\d{1,3}[^\d])"
)
_MASKED = re.compile(
    r"(?P<sep>[ \t]{0,2}[-+][ \t]{0,2}|[ \t])?"
    r"(?P<tail>[xX*#•●█_?…]{4}|[xX*]{3}\d|\d[xX*]{3}|\d{2}[xX*#•●█_?]{2}|\d{3}[xX*#•█?]|NNNN|\.{4}|…|\d[xX*]\d{2}"
    r"|\d{2}[xX*]\d)(?![\w*])"
)
_RESERVE = re.compile(
    r"(?P<sep>[ \t]{0,2}[-+][ \t]{0,2})?"
    r"(?P<tail>(?:TF|[A-HJ-Z]{1,2})\d{2,3}|[A-Z]\d{2}[A-Z]|\d{2}[A-Z]\d)(?!\w)"
)


class Reservnummer(Recognizer):
    """Masked personnummer and reserve numbers."""

    name: ClassVar[str] = "reservnummer"  # type: ignore[misc] # as in the base class
    entities = ("SE_PERSONNUMMER", "SE_RESERVNUMMER")
    why: ClassVar[str] = "Numret avslöjar personens födelsedatum."
    today: date | None = None

    def for_date(self, today: date) -> "Reservnummer":
        """The same recognizer with a clock."""
        fresh = type(self)()
        fresh.today = today
        return fresh

    def hits(self, text: str) -> Iterable[Hit]:
        """Suspect all of them: no check digit proves them."""
        for date_found in _DATE.finditer(text):
            masked = _MASKED.match(text, date_found.end())
            reserve = _RESERVE.match(text, date_found.end())
            if not (masked or reserve) or not self._born(date_found):
                continue
            if masked and (masked["sep"] or masked["tail"][0] in "xX*#•●█"):
                span = Span(date_found.start(), masked.end())
                reason = "personuppgifter.maskerat_personnummer"
                yield Hit(span, "SE_PERSONNUMMER", 0.7, reason, Certainty.SUSPECT)
            elif reserve and (rule := _reserve_rule(text, date_found, reserve)):
                span = Span(date_found.start(), reserve.end())
                yield Hit(span, "SE_RESERVNUMMER", 0.6, rule, Certainty.SUSPECT)

    def _born(self, match: re.Match[str]) -> bool:
        digits = re.sub(r"\D", "", match.group())
        return birth(digits + "0000", plus=False, today=self.today) is not None


def _reserve_rule(text: str, day: re.Match[str], tail: re.Match[str]) -> str | None:
    label = before(text, day.start())
    if label is not None and label.kind in (Label.IDENTITY, Label.BORN):
        return "personuppgifter.reservnummer_intill"
    if label is not None or not tail["sep"] or day["gap"]:
        return None
    return "personuppgifter.reservnummer"
