"""Phone numbers in Swedish and international form; never dates, amounts or case numbers.

Which area codes and lengths exist is what `phonenumbers` knows of Post- och telestyrelsen's plan.
"""

import re
from collections.abc import Iterable
from typing import ClassVar

import phonenumbers
import regex

from redactor.domain.document import Span
from redactor.domain.labels import Found, Label, before
from redactor.domain.review import Certainty, Hit
from redactor.recognizers import Recognizer

_GROUPS = r"\d(?:[ \t-]{0,3}\d){3,11}"
_END = r"(?!\w|[-.,:]\d|/(?!0)\d{1,4}(?!\d))"
_NATIONAL = regex.compile(
    r"(?<![\w.,:+§-])(?P<area>\(0\d{1,3}\)|0\d{1,3}(?=[ \t]{0,2}[-/ \t])|0\d)"
    rf"(?P<mark>[ \t]{{0,2}}[-/]?[ \t]{{0,2}})(?P<rest>{_GROUPS}){_END}"
)
_BROKEN = regex.compile(
    r"(?<![\w.,:+§-])(?P<area>0\d{2,3})(?P<mark>-)[ ]?"
    rf"(?P<rest>(?:\d[\d ]{{0,6}})?\n[ \t]{{0,4}}\d[\d ]{{1,8}}\d){_END}"
)
"""A number over two lines, as in a narrow column; the first line alone is too short for one. Two digits
before the dash may be an hour."""
_SHORTEST = 8
"""Digits of a number with its area code, at least."""
_ABROAD = regex.compile(
    r"(?<![\w+])(?P<prefix>\+|00)[ ]?"
    rf"(?P<number>\d{{1,3}}[ \t]{{0,2}}(?:\(0\))?[ \t-]{{0,3}}{_GROUPS}){_END}"
)
_LOCAL = regex.compile(
    r"(?<![^\W_])(?:tele?fon|tel|tfn|mobil|mob)(?:\.|nummer|nr)?(?:[ \t]?\([^()\n]{1,20}\))?[ \t]{0,2}:?"
    r"[ \t]{0,3}(?P<number>[1-9]\d{1,2}[ -]{1,2}\d{2,3}(?:[ -]?\d{2}){1,2})(?![\d:/]|[-.,]\d)",
    regex.IGNORECASE,
)
_OVER = re.compile(r"\d{4}|[.!?]\s+[A-ZÅÄÖ]")
_MOBILE = re.compile(r"07[02369]\d{7}")
_DAMAGED = regex.compile(
    r"(?<![\w.,:+§-])[0O][0-9OIl]{1,3}[ \t]{0,2}[-/]?[ \t]{0,2}[0-9OIl](?:[ -]?[0-9OIl]){4,8}(?!\w)"
)
"""Also as OCR reads it: `07O-l74 06 05`."""
_READ = str.maketrans("OIl", "011")
_TRUE_DIGITS = 6
"""So many OCR must have read as digits."""
_DATE = re.compile(r"0\d[-/ ]\d{2}[-/ ](?:19|20)\d{2}")
_NOT_PHONE = frozenset(
    {
        Label.ACCOUNT,
        Label.GIRO,
        Label.PAYMENT,
        Label.CASE,
        Label.LAW,
        Label.OTHER,
        Label.IDENTITY,
        Label.PROPERTY,
    }
)


class Phone(Recognizer):
    """Phone numbers; certain in a phone's writing, suspect as a bare run of digits."""

    name: ClassVar[str] = "phone"  # type: ignore[misc] # as in the base class
    entities = ("PHONE_NUMBER",)
    why: ClassVar[str] = "Telefonnumret hör till en enskild."

    def hits(self, text: str) -> Iterable[Hit]:
        """Valid numbers of the Swedish plan, of other countries with `+` or `00`, and labelled local ones."""
        read = _DAMAGED.sub(_repaired, text)
        for match in _NATIONAL.finditer(read):
            certainty = _national(read, match)
            if certainty is not None:
                yield _hit(Span(*match.span()), certainty)
        for match in _BROKEN.finditer(text):
            first = match.group().split("\n", 1)[0]
            if sum(c.isdigit() for c in first) < _SHORTEST and _national(text, match) is Certainty.CERTAIN:
                yield _hit(Span(*match.span()), Certainty.CERTAIN)
        for match in _ABROAD.finditer(text):
            if _abroad(text, match):
                yield _hit(Span(*match.span()), Certainty.CERTAIN)
        for match in _LOCAL.finditer(text):
            yield _hit(Span(*match.span("number")), Certainty.CERTAIN)


def _repaired(match: re.Match[str]) -> str:
    """The number with figures for letters; every sign keeps its place."""
    written = match.group()
    return written.translate(_READ) if sum(map(str.isdecimal, written)) >= _TRUE_DIGITS else written


def _national(text: str, match: re.Match[str]) -> Certainty | None:
    digits = re.sub(r"\D", "", match.group())
    if not _SHORTEST <= len(digits) <= 11 or _DATE.fullmatch(match.group()):
        return None
    label = before(text, match.start())
    kind = label.kind if label else None
    number = phonenumbers.parse(digits, "SE")
    if label is not None and kind in _NOT_PHONE and _announces(text, label, match.start()):
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    if kind is Label.PHONE:
        return Certainty.CERTAIN
    if match["mark"] or match["area"][0] == "(":
        return Certainty.CERTAIN if _area_fits(match, number) else None
    grouped = re.fullmatch(r"\d\d[ -]\d{3}[ -]?\d{2}[ -]?\d{2}", match["area"][2:] + match["rest"])
    if _MOBILE.fullmatch(digits) or grouped:
        return Certainty.CERTAIN
    return Certainty.SUSPECT if match.group().isdigit() else None


def _announces(text: str, label: Found, start: int) -> bool:
    """Whether a label speaks of what stands at `start`: no other number, no end of a sentence between."""
    return _OVER.search(text, label.span.end, start) is None


def _area_fits(match: re.Match[str], number: phonenumbers.PhoneNumber) -> bool:
    """The written area code exists and a subscriber's number follows (which begins with no 0)."""
    area = match["area"].strip("()")
    length = phonenumbers.length_of_national_destination_code(number)
    if area[1:2] == "7" and len(area) in (3, 4):
        return True
    return len(area) - 1 == length and match["rest"][0] != "0"


def _abroad(text: str, match: re.Match[str]) -> bool:
    digits = re.sub(r"\D", "", match["number"].replace("(0)", ""))
    if match["prefix"] == "00":
        label = before(text, match.start())
        if not (digits.startswith("46") or (label and label.kind is Label.PHONE)):
            return False
    try:
        return phonenumbers.is_valid_number(phonenumbers.parse("+" + digits, None))
    except phonenumbers.NumberParseException:
        return False


def _hit(span: Span, certainty: Certainty) -> Hit:
    if certainty is Certainty.CERTAIN:
        return Hit(span, "PHONE_NUMBER", 0.9, "personuppgifter.telefon", certainty)
    return Hit(span, "PHONE_NUMBER", 0.4, "personuppgifter.telefon_osaker", certainty)
