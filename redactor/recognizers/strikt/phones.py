"""Phone numbers that a word announces, however short, and those that are written like nothing else."""

import re
from collections.abc import Iterable
from typing import ClassVar

import phonenumbers

from redactor.domain.document import Span
from redactor.domain.review import Certainty, Hit
from redactor.recognizers import Recognizer

_DIGITS = r"(?:\+|00)?\(?\d(?:[ \t()/.-]{0,3}\d){4,14}"
_WORD = (
    r"(?:tele?fon|tel|tfn|mobil(?:telefon)?|mob|fax|swish|sms|ring(?:er|a|de|t)?|nås|nå|kontakta|whatsapp"
    r"|viber|signal"
    r"|phone|call|cell|mobile|telnr|mobilnr)(?:n|en|numret|nummer|nr|skonto)?"
)
_LABELLED = re.compile(
    rf"(?<![^\W_]){_WORD}\.?(?:[ ](?:till|hem|arbete|dagtid|kvällstid|bostad|nr|mig|oss|honom|henne|på"
    rf"|från|mobil|via|me|at|on|säkrast|helst)){{0,4}}"
    rf"[ \t]?(?:\([^()\n]{{1,20}}\))?[ \t]?[:=|]?[ \t|]{{0,3}}(?P<number>{_DIGITS})(?!\w)",
    re.IGNORECASE,
)
_BESIDE = re.compile(
    r"[A-ZÅÄÖ][\w'-]+[^\W\d_][ ]?[,:(]?[ ]{1,2}(?P<number>[1-9]\d{1,2}[ -]\d{2,3}[ -]\d{2})(?![\w:]"
    r"|[-.,/]\d|[ ]\d|[ ]?(?:kr|SEK))"
)
"""A number without its area, right behind a name."""
_FREE = re.compile(r"(?<![\w.,:§-])(?P<number>\+?\(?\d(?:[ ().\/-]{0,3}\d){7,14})(?!\w|[:.,-]\d)")
_WRITTEN = re.compile(r"(?:\+|00)\d{1,3}|\(0\d{1,3}\)|0(?:7[02369]\d?|\d{1,3}(?=[ ]?[-/]| \d))")
_DATE = re.compile(r"0\d[-/ ]\d{2}[-/ ](?:19|20)\d{2}")
_NO_PHONE = re.compile(
    r"(?:dnr|ocr|faktura\w*|org\.?nr|isbn|konto\w*|ref\w*|iban|pnr|personn\w*)[^\d\n]{0,6}$", re.IGNORECASE
)
_SHORTEST, _LONGEST = 5, 15
"""Digits of a subscriber's number without its area, and of the longest (ITU-T E.164)."""


class Phones(Recognizer):
    """Phone numbers in any writing."""

    name: ClassVar[str] = "phones"  # type: ignore[misc] # as in the base class
    entities = ("PHONE_NUMBER",)
    why: ClassVar[str] = "Telefonnumret leder till en person."

    def hits(self, text: str) -> Iterable[Hit]:
        """Announced ones of any length; others where they are valid and written as phone numbers are."""
        for match in _LABELLED.finditer(text):
            digits = sum(c.isdigit() for c in match["number"])
            if _SHORTEST <= digits <= _LONGEST and not _DATE.fullmatch(match["number"]):
                yield _hit(match)
        for match in _BESIDE.finditer(text):
            yield _hit(match)
        for match in _FREE.finditer(text):
            if _WRITTEN.match(match["number"]) and _is_valid(match["number"]):
                before = text[max(0, match.start() - 24) : match.start()]
                if not _DATE.fullmatch(match["number"]) and not _NO_PHONE.search(before):
                    yield _hit(match)


def _is_valid(written: str) -> bool:
    digits = re.sub(r"[^\d+]", "", written.replace("(0)", ""))
    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(re.sub("^00", "+", digits), "SE"))
    except phonenumbers.NumberParseException:
        return False


def _hit(match: re.Match[str]) -> Hit:
    return Hit(Span(*match.span("number")), "PHONE_NUMBER", 0.5, "strikt.telefon", Certainty.SUSPECT)
