"""Organisationsnummer, told apart from personnummer; a sole trader's VAT number holds a personnummer.

Source: lagen (1974:174) om identitetsbeteckning för juridiska personer m.fl.: the third digit is at
least 2, the last is a modulus 10 check digit, and registers write `16` before it.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import ClassVar

import regex

from redactor.domain.document import Span
from redactor.domain.identity import birth, luhn
from redactor.domain.labels import Label, before
from redactor.domain.review import Certainty, Hit
from redactor.recognizers import Recognizer

_NUMBER = regex.compile(
    r"(?<![\d-])(?P<century>16[ -]?)?(?P<first>[1-35-9]\d[2-9]\d{3})"
    r"(?P<dash>[ \t]{0,2}-[ \t]{0,2}|[ ])?(?P<last>\d{4})(?!\d|-\d)"
)
_VAT = regex.compile(r"(?<![A-Za-z])SE[ -]?(?P<number>\d{6}[ -]?\d{4})[ -]?01(?!\d)")


class Organisationsnummer(Recognizer):
    """Organisationsnummer (public) and the personnummer in a sole trader's VAT number."""

    name: ClassVar[str] = "organisationsnummer"  # type: ignore[misc] # as in the base class
    entities = ("SE_ORGANISATIONSNUMMER", "SE_PERSONNUMMER")
    why: ClassVar[str] = "Organisationsnummer är offentliga."
    today: date | None = None

    def for_date(self, today: date) -> "Organisationsnummer":
        """The same recognizer with a clock, for the birth date of a sole trader."""
        fresh = type(self)()
        fresh.today = today
        return fresh

    def hits(self, text: str) -> Iterable[Hit]:
        """With a right check digit, and in a form or beside a label that says what it is."""
        yield from _numbers(text)
        yield from self._vat(text)

    def _vat(self, text: str) -> Iterator[Hit]:
        if "SE" not in text:
            return
        for match in _VAT.finditer(text):
            digits = re.sub(r"\D", "", match["number"])
            if not luhn(digits):
                continue
            if digits[2] >= "2":
                yield _hit(Span(*match.span()))
            elif birth(digits, plus=False, today=self.today):
                span = Span(*match.span("number"))
                yield Hit(
                    span, "SE_PERSONNUMMER", 0.97, "personuppgifter.personnummer_firma", Certainty.CERTAIN
                )


def _numbers(text: str) -> Iterator[Hit]:
    for match in _NUMBER.finditer(text):
        if not luhn(match["first"] + match["last"]):
            continue
        if "-" not in (match["dash"] or "") and not match["century"]:
            label = before(text, match.start())
            if label is None or label.kind is not Label.ORGANISATION:
                continue
        yield _hit(Span(*match.span()))


def _hit(span: Span) -> Hit:
    return Hit(span, "SE_ORGANISATIONSNUMMER", 0.95, "personuppgifter.organisationsnummer", Certainty.CERTAIN)
