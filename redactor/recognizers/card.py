"""Payment cards: length and first digits of a scheme, and a right modulus 10 check digit (ISO/IEC 7812)."""

import re
from collections.abc import Iterable
from typing import ClassVar

from redactor.domain.document import Span
from redactor.domain.identity import luhn
from redactor.domain.labels import before
from redactor.domain.review import Certainty, Hit
from redactor.recognizers import Recognizer

_WRITTEN = re.compile(
    r"(?<![\w,-])(?:[2-6]\d{3}(?P<gap>[ -]?)\d{4}(?P=gap)\d{4}(?P=gap)\d{4}"
    r"|3[47]\d{2}(?P<amex>[ -]?)\d{6}(?P=amex)\d{5}"
    r"|3[068]\d{2}(?P<diners>[ -]?)\d{6}(?P=diners)\d{4})(?![\w]|-\d)"
)
_SCHEME = re.compile(r"4|5[1-5]|2(?:2[2-9]|[3-6]|7[01]|720)|6(?:011|4|5|2)|3[04678]|50|5[6-8]|6[37]")
_CARD = re.compile(r"(?:kort|card|visa|mastercard|amex)[^\d\n]{0,25}$", re.IGNORECASE)


class Card(Recognizer):
    """Card numbers: certain in groups or after a card's word, suspect as a bare run of digits."""

    name: ClassVar[str] = "card"  # type: ignore[misc] # as in the base class
    entities = ("CREDIT_CARD",)
    why: ClassVar[str] = "Kortnumret ger tillgång till en enskilds pengar."

    def hits(self, text: str) -> Iterable[Hit]:
        """Nothing without a right check digit: sixteen digits are too common."""
        for match in _WRITTEN.finditer(text):
            digits = re.sub(r"\D", "", match.group())
            if not luhn(digits) or not _SCHEME.match(digits) or len(set(digits)) == 1:
                continue
            labelled = _CARD.search(text[max(0, match.start() - 40) : match.start()])
            span = Span(*match.span())
            if labelled or not match.group().isdigit():
                yield Hit(span, "CREDIT_CARD", 0.95, "personuppgifter.kort", Certainty.CERTAIN)
            elif before(text, match.start()) is None:
                yield Hit(span, "CREDIT_CARD", 0.5, "personuppgifter.kort_osaker", Certainty.SUSPECT)
