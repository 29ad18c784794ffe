"""IBAN: country, check digits and account by modulus 97 (ISO 13616), with `stdnum`'s lengths by country."""

import re
from collections.abc import Iterable
from typing import ClassVar

import regex
from stdnum import iban

from redactor.domain.document import Span
from redactor.domain.review import Certainty, Hit
from redactor.recognizers import Recognizer

_WRITTEN = regex.compile(r"(?<![A-Za-z0-9])[A-Z]{2}\d{2}(?:[ -]?[A-Z0-9]){11,30}(?![A-Za-z0-9])")
_LABEL = re.compile(r"iban\W{0,12}$", re.IGNORECASE)


class Iban(Recognizer):
    """IBAN in groups or in one piece."""

    name: ClassVar[str] = "iban"  # type: ignore[misc] # as in the base class
    entities = ("IBAN_CODE",)
    why: ClassVar[str] = "Kontonumret hör till en enskild."

    def hits(self, text: str) -> Iterable[Hit]:
        """Certain with right check digits; with wrong ones suspect, where `IBAN` stands before."""
        for match in _WRITTEN.finditer(text):
            end = _end(match.group())
            if end is not None:
                span = Span(match.start(), match.start() + end)
                yield Hit(span, "IBAN_CODE", 0.99, "personuppgifter.iban", Certainty.CERTAIN)
            elif _LABEL.search(text[max(0, match.start() - 20) : match.start()]):
                span = Span(*match.span())
                yield Hit(span, "IBAN_CODE", 0.5, "personuppgifter.iban_osaker", Certainty.SUSPECT)


def _end(written: str) -> int | None:
    """Where a valid IBAN ends that `written` begins with; capitals of the next word may follow it."""
    for match in reversed(list(re.finditer(r"(?=[ -]|$)", written))):
        if iban.is_valid(written[: match.start()]):
            return match.start()
    return None
