"""Personnummer and samordningsnummer in any writing, certain or suspect.

The number's form is folkbokföringslagen (1991:481) 18 §; that it leaves the web is dataskyddslagen
(2018:218) 3 kap. 10 §. This file decides; `_WRITINGS` below is how people, extraction and OCR write it.
"""

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

import regex

from redactor.domain.document import Span
from redactor.domain.identity import OLDEST, Birth, age, birth, luhn
from redactor.domain.labels import Label, Tables, before
from redactor.domain.review import Certainty, Hit
from redactor.recognizers import Recognizer

_MISREAD = "OoIlSB"
"""Letters that OCR takes figures for."""
_DIGIT = f"[0-9{_MISREAD}]"
_READ = str.maketrans(_MISREAD, "001158")

_GAP = r"(?P<{}>[ \t]?[-./][ \t]?|[ \t]{{1,2}})?"
_TAIL = rf"(?P<sep>[ \t]{{0,3}}(?:[-+|][ \t]{{0,3}}|_)?)(?P<last>{_DIGIT}(?:[ \t]?{_DIGIT}){{3}})(?![0-9])"
_DAY = rf"(?P<month>[01OoIl]{_DIGIT}){_GAP.format('g3')}(?P<day>{_DIGIT}{{2}})"
_WRITINGS = (
    re.compile(
        rf"(?<![0-9])(?P<century>[1lI][89]|2[0Oo]){_GAP.format('g1')}(?P<year>{_DIGIT}{{2}}){_GAP.format('g2')}{_DAY}{_TAIL}"
    ),
    re.compile(rf"(?<![0-9])(?P<century>)(?P<g1>)(?P<year>{_DIGIT}{{2}}){_GAP.format('g2')}{_DAY}{_TAIL}"),
)
"""With and without century. Cheap to fail: the month's first digit is 0 or 1."""

_WINDOW = re.compile(rf"{_DIGIT}[0-9{_MISREAD} \t\n\-+./|_]{{8,}}{_DIGIT}")
_SOME_DIGITS = regex.compile(r"(?:[0-9][^0-9]{0,10}){4}")
_TRUE_DIGITS = 4
"""So many digits OCR must have read as digits."""
_CAPITALS = frozenset("SB")
_MOST_DIGITS = 8
"""So many where it read a capital, which a case number has too."""
_BREAK = re.compile(r"[ \t]*(-?)[ \t]*\n[ \t\n]{0,4}(-?)[ \t]*")
_HALF = 24
"""Characters on each side of a line break that a broken number can take."""

_MONEY_AFTER = re.compile(
    r"(?:[.,]\d{2}(?!\d))?[ \t]{0,2}(?:kr\b|kronor|SEK\b|EUR\b|€|:-|,-|%|[mt]kr\b|m2|m²|öre\b)|,\d{2}(?!\d)"
)
_MONEY_BEFORE = re.compile(r"(?:kr|SEK|EUR|€)[ \t]{0,2}$")
_ABROAD = re.compile(r"(?:\+|00)\d{2}[ \t-]{0,2}(?:\(0\))?[ \t]{0,2}$")
_HEX = re.compile(r"[0-9a-fA-F-]{20,}")
_CASE_PREFIX = re.compile(r"[A-ZÅÄÖ]{2,6}[ -]?$")
_NAME = r"[A-ZÅÄÖÉÜ][a-zåäöéüA-ZÅÄÖ'-]{1,24}"
_NAME_BEFORE = re.compile(
    rf"(?:^|[^\w])({_NAME}(?:,? (?:(?:von|af|de|van|der) )?{_NAME}){{1,3}})[ \t,:;(|\n]{{1,4}}$"
)
_NAME_AFTER = re.compile(rf"[ \t,;)|\n]{{1,4}}({_NAME}(?: {_NAME}){{1,3}})(?!\w)")
_NO_NAME = re.compile(
    r"\b(?:AB|HB|KB|Dnr|Ref|Nr|Konto|Bankgiro|Plusgiro|Tel\w*|Mobil\w*|Projekt\w*|Faktura\w*|Kund\w*|OCR|SFS|SOU|Prop|ISBN"
    r"|\w+(?:nämnden|styrelsen|kommun|kommuns|förvaltningen|kontoret|gatan|vägen|verket|nummer|nr|bolaget|plan|avtal|utskottet)"
    r"|Stad|Stads|Region\w*|Kommun\w*|Protokoll\w*|Datum|Period\w*|Ärende\w*|Bilaga|Sida|Dokument\w*|Version\w*|Beslut\w*)\b"
)
_SPENT = re.compile(r"\d[\d -]{3,}\d")
"""Another number between a label and ours: the label was that one's."""

_RECENT_YEARS = 10
"""A date so young with a time or a year behind it is a date, unless something says otherwise."""

_ARCHIVE_YEARS = 30
"""Documents are published with dates so old."""
_THIS_AGE = 2026
"""The year from which those are counted where no clock was given."""

_OTHER_LABELS = frozenset(Label) - {Label.IDENTITY, Label.BORN}
_PREFIX = "personuppgifter."


@dataclass(frozen=True, slots=True)
class _Number:
    """One way to read a place of the text as ten or twelve digits."""

    span: Span
    digits: str
    separator: str
    """`-`, `+`, another mark, a blank, or nothing."""
    dated: bool
    """Gaps inside the date: `1985-01-01`."""
    own: bool
    """A personnummer's own form: `ÅÅMMDD-NNNN`, `ÅÅÅÅMMDD-NNNN`, `+`."""
    unusual: bool
    """Broken or gapped where people don't, and no `-` or `+`: ten digits so need a word beside them."""


class Personnummer(Recognizer):
    """Personnummer and samordningsnummer. `today` bounds birth dates; None: only the year 2100 does."""

    name: ClassVar[str] = "personnummer"  # type: ignore[misc] # as in the base class
    entities = ("SE_PERSONNUMMER", "SE_SAMORDNINGSNUMMER")
    law: ClassVar[str] = "DSL 3:10"
    why: ClassVar[str] = "Personnummer publiceras aldrig på webben."
    today: date | None = None

    def for_date(self, today: date) -> "Personnummer":
        """The same recognizer with a clock."""
        fresh = type(self)()
        fresh.today = today
        return fresh

    def hits(self, text: str) -> Iterable[Hit]:
        """Certain where date and check digit are right, suspect as swedish.md bounds it."""
        tables: Tables | None = None
        found: dict[Span, Hit] = {}
        for number in _numbers(text):
            plus = number.separator == "+"
            born = birth(number.digits, plus=plus, today=self.today)
            if born is None:
                continue
            tables = tables or Tables.of(text)
            hit = _Judge(text, tables, self.today, number, born).hit()
            if hit is not None and found.get(hit.span, hit).score <= hit.score:
                found[hit.span] = hit
        return _outermost(found.values())


def _outermost(hits: Iterable[Hit]) -> list[Hit]:
    """Without hits that lie inside one at least as certain."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda h: (h.span.start, -h.span.end)):
        if kept and kept[-1].span.contains(hit.span) and kept[-1].score >= hit.score:
            continue
        kept.append(hit)
    return kept


def _numbers(text: str) -> Iterator[_Number]:
    for window in _WINDOW.finditer(text):
        if _SOME_DIGITS.search(text, window.start(), window.end()) is None:
            continue
        piece = window.group()
        for line in re.finditer(r"[^\n]{10,}", piece):
            yield from _written(text, line.group(), window.start() + line.start())
        at = piece.find("\n")
        while at >= 0:
            yield from _over_break(text, window.start() + at, window.span())
            following = piece.find("\n", at + 1)
            # A run of empty lines is one break.
            while following >= 0 and not piece[at:following].strip():
                at, following = following, piece.find("\n", following + 1)
            at = following


def _written(text: str, piece: str, start: int) -> Iterator[_Number]:
    """Numbers on one line, which begins at `start`."""
    for writing in _WRITINGS:
        for match in _matches(writing, piece):
            span = Span(start + match.start(), start + match.end())
            if _stands_alone(text, span, match.group()):
                number = _number(match, span, broken=False)
                if number is not None:
                    yield number


def _matches(writing: re.Pattern[str], piece: str) -> Iterator[re.Match[str]]:
    """Matches that may overlap: a date before a number must not take the number's first digits."""
    match = writing.search(piece)
    while match is not None:
        yield match
        match = writing.search(piece, match.start() + 1)


def _over_break(text: str, at: int, window: tuple[int, int]) -> Iterator[_Number]:
    """Numbers broken by the line break at offset `at`: after the separator, instead of it, or inside."""
    begin = at
    while begin > window[0] and text[begin - 1] in " \t-":
        begin -= 1
    gap = _BREAK.match(text, begin)
    if gap is None:
        return
    left = text[max(window[0], begin - _HALF) : begin]
    left = left[left.rfind("\n") + 1 :]
    right = text[gap.end() : min(window[1], gap.end() + _HALF)].split("\n", 1)[0]
    hyphen = gap.group(1) or gap.group(2)
    for joiner in ("-", "") if hyphen else (" ", ""):
        seam = len(left) + len(joiner)
        joined = left + joiner + right
        for writing in _WRITINGS:
            for match in _matches(writing, joined):
                if match.start() >= len(left) or match.end() <= seam:
                    continue
                span = Span(begin - len(left) + match.start(), gap.end() + match.end() - seam)
                if _stands_alone(text, span, match.group()):
                    number = _number(match, span, broken=joiner == "")
                    if number is not None:
                        yield number


def _number(match: re.Match[str], span: Span, *, broken: bool) -> _Number | None:
    century, year, month, day, last = match.group("century", "year", "month", "day", "last")
    digits = (century + year + month + day + re.sub(r"[ \t]", "", last)).translate(_READ)
    separator = match["sep"].strip() or match["sep"][:1]
    gaps = (match["g1"], match["g2"], match["g3"])
    loose = len(last) - 4
    capital = not _CAPITALS.isdisjoint(match.group())
    true = sum(c in "0123456789" for c in match.group())
    if loose > 1 or true < (_MOST_DIGITS if capital else _TRUE_DIGITS) or (capital and separator != "-"):
        return None
    uneven = not century and (bool(gaps[1]) != bool(gaps[2]) or loose > 0)
    dated = any(gaps)
    if dated and separator == "" and not gaps[1]:
        return None
    own = separator in ("-", "+") and not dated and not loose
    unusual = separator not in ("-", "+") and (uneven or (broken and separator == ""))
    return _Number(span, digits, separator, dated, own, unusual)


def _stands_alone(text: str, span: Span, written: str) -> bool:
    """No slice of a longer run of digits, and no letter of a word read as a digit."""
    left = text[span.start - 1] if span.start else " "
    right = text[span.end] if span.end < len(text) else " "
    if left.isdigit() or right.isdigit():
        return False
    if written[0] in _MISREAD and left.isalpha():
        return False
    return not (written[-1] in _MISREAD and right.isalpha())


@dataclass(frozen=True, slots=True)
class _Judge:
    """Weighs one number in its place."""

    text: str
    tables: Tables
    today: date | None
    number: _Number
    born: Birth

    def hit(self) -> Hit | None:
        right = luhn(self.number.digits[-10:])
        if not right and not (self.number.own or self._plain()):
            return None
        label = self._label()
        if label in (Label.IDENTITY, Label.BORN):
            return self._certain() if right else self._suspect(beside=True)
        return self._right(label) if right else self._wrong(label)

    def _right(self, label: Label | None) -> Hit | None:
        if self._counts_something() or self._in_a_hash():
            return None
        if self._in_a_chain():
            return self._suspect() if self.number.own else None
        if self._months() and not self._named():
            return None
        if self.number.own:
            doubtful = (label in (Label.CASE, Label.LAW) and self._recent()) or self._period()
            return self._suspect() if doubtful or self._too_old() else self._certain()
        if self._too_old() or label in (Label.LAW, Label.LOOSE, Label.PROPERTY):
            return None
        if self._named():
            return self._certain()
        if self._phone():
            return None if label is Label.PHONE else self._suspect()
        if label is Label.PHONE or (label is Label.CASE and self.number.dated):
            return None
        if label is Label.PAYMENT and len(self.number.digits) == 10:
            return None
        if self._date_and_time():
            return self._suspect() if self.number.separator == "" and not self.number.dated else None
        if self.number.unusual and len(self.number.digits) == 10:
            return None
        return self._suspect() if label not in (None, Label.ORGANISATION) else self._certain()

    def _wrong(self, label: Label | None) -> Hit | None:
        if self._in_a_chain() or self._too_old() or self._counts_something():
            return None
        if label in _OTHER_LABELS:
            return None
        if (self.number.own or len(self.number.digits) == 12) and not self._period() and self._named():
            return self._suspect(beside=True)
        if not self.number.own or self._period() or self._months() or self._case_number():
            return None
        return self._suspect()

    def _plain(self) -> bool:
        """Forms that a word beside them can make suspect in spite of a wrong check digit."""
        return self.number.separator in ("", "-", "+", " ", "\t") and not self.number.unusual

    def _label(self) -> Label | None:
        start = self.number.span.start
        found = before(self.text, start)
        between = self.text[found.span.end : start] if found else ""
        if found is None or "\t" in between.strip("\t "):
            found = self.tables.heading(start) or found
        elif found.kind in _OTHER_LABELS and _SPENT.search(between):
            found = None
        return found.kind if found else None

    def _named(self) -> bool:
        span = self.number.span
        left = _NAME_BEFORE.search(self.text[max(0, span.start - 80) : span.start])
        if left and not _NO_NAME.search(left[1]):
            return True
        right = _NAME_AFTER.match(self.text, span.end, span.end + 80)
        return right is not None and not _NO_NAME.search(right[1])

    def _in_a_chain(self) -> bool:
        """Part of `2013-850101-2382`, `850101-2382/12`; but for its own form also of `1.8501012382`."""
        span = self.number.span
        marks = "-/+" if self.number.own else "-/+.,:"
        left, right = self.text[max(0, span.start - 2) : span.start], self.text[span.end : span.end + 2]
        chained = len(left) == 2 and left[1] in marks and left[0].isdigit()
        return chained or (len(right) == 2 and right[0] in marks and right[1].isdigit())

    def _counts_something(self) -> bool:
        """An amount, or the tail of an international phone number."""
        span = self.number.span
        if self.number.separator in ("-", "+"):
            return False
        left = self.text[max(0, span.start - 12) : span.start]
        if _MONEY_AFTER.match(self.text, span.end, span.end + 12) or _ABROAD.search(left):
            return True
        return _MONEY_BEFORE.search(left) is not None

    def _in_a_hash(self) -> bool:
        """A slice of a UUID or another hexadecimal value."""
        span = self.number.span
        start = max(0, span.start - 40)
        for match in _HEX.finditer(self.text, start, span.end + 40):
            if match.start() <= span.start and span.end <= match.end():
                return len(re.findall("[a-fA-F]", match.group())) >= 2
        return False

    def _case_number(self) -> bool:
        """`KS 240516-0012`, `SLK-240516-0012`: a register's letters stand right before the number."""
        start = self.number.span.start
        match = _CASE_PREFIX.search(self.text[max(0, start - 9) : start])
        return match is not None

    def _phone(self) -> bool:
        digits = self.number.digits
        return (
            len(digits) == 10
            and self.number.separator not in ("-", "+")
            and digits[:2] == "07"
            and digits[2] in "02369"
        )

    def _recent(self) -> bool:
        """A child of today, and as likely a date from a register."""
        return self._younger_than(_RECENT_YEARS)

    def _younger_than(self, years: int) -> bool:
        if self.born.coordination or self.number.separator == "+":
            return False
        return self.born.day.year >= (self.today.year if self.today else _THIS_AGE) - years

    def _date_and_time(self) -> bool:
        """`20240321 1530`, `240321 2024`: an hour that meetings begin at, or a year of our time."""
        if self.number.separator in ("-", "+") or not self._younger_than(_ARCHIVE_YEARS):
            return False
        tail = int(self.number.digits[-4:])
        last = self.born.day.year + _ARCHIVE_YEARS
        return (6 <= tail // 100 <= 23 and tail % 100 in (0, 15, 30, 45)) or 1990 <= tail <= last

    def _months(self) -> bool:
        """`240101-0630`: from the first day of a month to the last of one."""
        month, day = int(self.number.digits[-4:-2]), int(self.number.digits[-2:])
        first = self.born.day.day == 1 and not self.born.coordination
        if not (self.number.own and first and self.born.day.month <= month <= 12):
            return False
        if not self._younger_than(_ARCHIVE_YEARS):
            return False
        return day == monthrange(self.born.day.year, month)[1]

    def _period(self) -> bool:
        """`240101-1231`: from a day to a later day of the same year."""
        month, day = int(self.number.digits[-4:-2]), int(self.number.digits[-2:])
        later = (month, day) >= (self.born.day.month, self.born.day.day)
        return self.number.own and 1 <= month <= 12 and 1 <= day <= 31 and later and self._recent()

    def _too_old(self) -> bool:
        return self.today is not None and age(self.born.day, self.today) > OLDEST

    def _certain(self) -> Hit:
        return self._hit(0.99, "", Certainty.CERTAIN)

    def _suspect(self, *, beside: bool = False) -> Hit:
        return self._hit(0.6 if beside else 0.5, "_osaker_intill" if beside else "_osaker", Certainty.SUSPECT)

    def _hit(self, score: float, level: str, certainty: Certainty) -> Hit:
        kind = "samordningsnummer" if self.born.coordination else "personnummer"
        return Hit(self.number.span, f"SE_{kind.upper()}", score, f"{_PREFIX}{kind}{level}", certainty)
