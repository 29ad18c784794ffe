"""Birth dates and years in every writing that follows a word for birth, and dates beside a name."""

import re
from collections.abc import Iterable
from datetime import date
from typing import ClassVar

from redactor.domain.document import Span
from redactor.domain.review import Certainty, Hit
from redactor.recognizers import Recognizer

_MONTH = r"(?:jan|feb|mar|apr|maj|may|jun|jul|aug|sep|okt|oct|nov|dec)[a-z]{0,6}\.?"
_DAY = r"(?:[12]\d|3[01]|0?[1-9])"
_NUMBERED = r"(?:1[0-2]|0?[1-9])"
_YEAR = r"(?:19|20)\d\d"
_DATE = (
    rf"(?:den )?{_DAY}(?::e|:a|st|nd|rd|th)?[ .]{{1,2}}{_MONTH}(?:,? ?-?(?:{_YEAR}|\d\d))?(?!\d)"
    rf"|{_YEAR}[-./ ]?[01]\d[-./ ]?[0-3]\d(?![\d-])"
    rf"|\d\d[-./]?[01]\d[-./]?[0-3]\d(?![\d-])"
    rf"|(?:den )?{_DAY}[ ]?[/.-][ ]?{_NUMBERED}[ ]?[-./ ][ ]?(?:{_YEAR}|'?\d\d)(?!\d)"
    rf"|{_MONTH} {_DAY},? {_YEAR}"
)
_SHORT = (
    rf"(?:i )?{_MONTH} (?:{_YEAR}|-?\d\d)(?!\d)|{_DAY}/{_NUMBERED}(?!\d)|{_YEAR}(?!\d)"
    rf"|[-'´]?\d\d(?![\w:])(?!-\d)"
)
_WORD = (
    r"född[ae]?|föddes|födelse(?:datum|tid|dag|data|år|nummer)|fd|f\.?d\.|f\.|f(?=[ ][-'\d])|f(?=\d\d)"
    r"|fött|date of birth|dob|born"
    r"|birthday|bday|fyller år|födelsedag är|född år"
)
_BORN = re.compile(
    rf"(?<![^\W_])(?:{_WORD})(?:[ ]?\([^)\n]{{1,16}}\))?"
    rf"(?:[ \t]{{0,3}}[:,|;=(]{{0,2}}[ \t]{{0,3}}\n?[ \t]{{0,3}})(?:är |år |på |on |omkring |ca "
    rf"|cirka )?(?P<date>{_DATE}|{_SHORT})",
    re.IGNORECASE,
)
_BORN_AFTER = re.compile(
    rf"(?<![\w/-])(?P<date>{_DATE})[ ](?:född[ae]?|födde|föddes|fyller)(?!\w)", re.IGNORECASE
)
_NAME = r"[A-ZÅÄÖÉÜ][\w'-]*[^\W\d_]"
_BESIDE = re.compile(
    rf"(?<![\w-])(?P<name>{_NAME}(?: (?:(?:von|af|de|van) )?{_NAME}){{0,4}}|barnet|eleven|klienten"
    rf"|patienten|sonen|dottern|pojken"
    rf"|flickan|sökanden|brukaren|[0-9][A-F])"
    rf"(?P<gap>[ ]?\([ ]?|[ ]?[\t|;][ \t|;]{{0,3}}|, (?=\d{{6}})|[ ](?=\d{{6}}(?!\d))"
    rf"|[ ]{{2,4}}(?={_YEAR}-\d\d-\d\d(?!\d)))(?P<date>{_DATE})(?=[ ]?[),;\t|\n.]|[ ]\D|$)"
)
_OF_CHILDREN = re.compile(
    rf"(?<!\w)(?:barn|syskon|son|döttrar|dotter|söner|elever?)\w{{0,5}}[^.\n\d]{{0,40}}\((?P<date>{_DATE})"
    rf"(?:(?:,| och| samt| respektive) (?P<next>{_DATE})){{0,1}}",
    re.IGNORECASE,
)
_NO_NAME = re.compile(
    r"(?:nämnden|styrelsen|kommun|förvaltningen|kontoret|verket|bolaget|utskottet|planen?|gruppen|rådet"
    r"|fullmäktige|domstolen"
    r"|tinget|rätten|Stad|Region|Beslut|beslut|Protokoll|protokoll|Datum|datum|Program|Avtal|AB|Dnr|KSAU"
    r"|Version|Bilaga|nummer|nr"
    r"|Faktura|Konto|OCR|Ref|Tel|Den|Från|Till|Sedan|Under|Reviderad|Möte|Skrivelse|Remiss|Dom|Kallelse"
    r"|Period|Upprättad)$"
)
_YOUNGEST = 3
"""Years. A younger date beside a name is more often that of a letter."""


class BirthDates(Recognizer):
    """When somebody was born."""

    name: ClassVar[str] = "birth_dates"  # type: ignore[misc] # as in the base class
    entities = ("BIRTH_DATE",)
    why: ClassVar[str] = "Ett födelsedatum pekar ut en person."
    today: date | None = None

    def for_date(self, today: date) -> "BirthDates":
        """The same recognizer with a clock, by which a date beside a name is a birth date or none."""
        fresh = type(self)()
        fresh.today = today
        return fresh

    def hits(self, text: str) -> Iterable[Hit]:
        """Certain beside a word for birth, suspect beside a name."""
        for match in (*_BORN.finditer(text), *_BORN_AFTER.finditer(text)):
            yield _hit(match, Certainty.CERTAIN)
        for match in _OF_CHILDREN.finditer(text):
            yield _hit(match, Certainty.SUSPECT)
            if match["next"]:
                yield _hit(match, Certainty.SUSPECT, "next")
        for match in _BESIDE.finditer(text):
            if not _NO_NAME.search(match["name"]) and self._is_old(match["date"]):
                yield _hit(match, Certainty.SUSPECT)

    def _is_old(self, written: str) -> bool:
        year = re.match(r"(?:19|20)\d\d", written) or re.search(r"(?:19|20)\d\d$", written)
        last = self.today.year if self.today else 2100
        if year is not None:
            return 1900 <= int(year.group()) <= last - _YOUNGEST
        digits = re.sub(r"\D", "", written)
        # Six digits: the youngest reading, unless that is today's or lies ahead.
        return len(digits) != 6 or int(digits[:2]) not in (last % 100,)


def _hit(match: re.Match[str], certainty: Certainty, group: str = "date") -> Hit:
    score = 0.9 if certainty is Certainty.CERTAIN else 0.5
    return Hit(Span(*match.span(group)), "BIRTH_DATE", score, "strikt.fodelsedatum", certainty)
