"""Birth dates: a date after `född`, or beside a person's name."""

import re
from collections.abc import Iterable
from datetime import date
from typing import ClassVar

import regex

from redactor.domain.document import Span
from redactor.domain.identity import OLDEST, age
from redactor.domain.review import Certainty, Hit
from redactor.recognizers import Recognizer

_MONTHS = {
    name[:3]: number
    for number, name in enumerate(
        (
            *("januari", "februari", "mars", "april", "maj", "juni"),
            *("juli", "augusti", "september", "oktober", "november", "december"),
        ),
        start=1,
    )
}
_NUMERIC = (
    r"(?P<{0}y>(?:19|20)?\d{{2}})(?P<{0}gap>[-./ ]?)(?P<{0}m>[01]\d)(?P={0}gap)(?P<{0}d>[0-3]\d)(?![\d-])"
)
_REVERSED = r"(?P<rd>[0-3]?\d)[./ ] ?(?P<rm>[01]?\d)[./ -] ?(?P<ry>(?:19|20)\d{2})(?!\d)"
_WRITTEN = (
    r"(?:den )?(?P<wd>[0-3]?\d)(?::e|:a)?[ .]{1,2}"
    r"(?P<wm>jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)[a-z]{0,6}\.?,? (?P<wy>(?:19|20)\d{2})(?!\d)"
)
_ANY = f"(?:{_WRITTEN}|{_NUMERIC.format('n')}|{_REVERSED})"
_BORN = regex.compile(
    r"(?<![^\W_])(?:född[a]?|föddes|födelsedatum|födelsetid|födelsedag|födelsedata|f\.|date of birth)"
    r"(?![a-zåäö])"
    rf"(?:[ \t]{{0,3}}[:,|(]?[ \t\n]{{1,3}}|[ \t]?:[ \t]?|\()(?:är )?(?P<date>{_ANY})",
    regex.IGNORECASE,
)
_NAME = r"[A-ZÅÄÖÉÜ][a-zåäöéü'-]{1,24}"
_BESIDE = re.compile(
    rf"(?<![\w-])(?P<name>{_NAME}(?: (?:(?:von|af|de|van) )?{_NAME}){{1,3}})"
    rf"(?:, | \(|,? f\.? |[ \t]*\t[ \t]*|[ \t]*\|[ \t]*)(?P<date>{_ANY})"
)
_NO_NAME = re.compile(
    r"(?:nämnden|styrelsen|kommun|förvaltningen|kontoret|gatan|vägen|verket|bolaget|utskottet|planen?|gruppen"
    r"|rådet|fullmäktige|domstolen|tinget|rätten|Stad|Region|Beslut|Protokoll|Datum|Program|Avtal|AB)$"
)
_GROWN = 16
"""Years. A younger date beside a name is more often that of a meeting or a letter."""


class BirthDate(Recognizer):
    """Birth dates that a word or a name tells from other dates."""

    name: ClassVar[str] = "birth_date"  # type: ignore[misc] # as in the base class
    entities = ("BIRTH_DATE",)
    why: ClassVar[str] = "Ett födelsedatum pekar ut en person."
    today: date | None = None

    def for_date(self, today: date) -> "BirthDate":
        """The same recognizer with a clock; without one, dates beside names are left alone."""
        fresh = type(self)()
        fresh.today = today
        return fresh

    def hits(self, text: str) -> Iterable[Hit]:
        """Certain after `född`; suspect beside a name, where the date makes the bearer grown-up."""
        for match in _BORN.finditer(text):
            day = _day(match, self.today)
            if day is not None and (self.today is None or day <= self.today):
                span = Span(*match.span("date"))
                yield Hit(span, "BIRTH_DATE", 0.9, "personuppgifter.fodelsedatum", Certainty.CERTAIN)
        if self.today is None:
            return
        for match in _BESIDE.finditer(text):
            day = _day(match, self.today)
            if day is None or not _GROWN <= age(day, self.today) <= OLDEST or _NO_NAME.search(match["name"]):
                continue
            span = Span(*match.span("date"))
            yield Hit(span, "BIRTH_DATE", 0.5, "personuppgifter.fodelsedatum_intill", Certainty.SUSPECT)


def _day(match: re.Match[str], today: date | None) -> date | None:
    if match["wy"]:
        parts = (match["wy"], str(_MONTHS[match["wm"].lower()]), match["wd"])
    elif match["ny"]:
        parts = (match["ny"], match["nm"], match["nd"])
    else:
        parts = (match["ry"], match["rm"], match["rd"])
    year, month, day = (int(part) for part in parts)
    if len(parts[0]) == 2:
        year += 2000 if today is not None and 2000 + year <= today.year else 1900
    try:
        return date(year, month, day)
    except ValueError:
        return None
