"""Vehicles' plates wherever they stand, and personal plates beside their word."""

import re
from collections.abc import Iterable
from typing import ClassVar

from redactor.domain.document import Span
from redactor.domain.plates import NO_PLATE, PLATE, UNLABELLED
from redactor.domain.review import Certainty, Hit
from redactor.recognizers import Recognizer

_LABELLED = re.compile(
    r"(?<!\w)(?:reg\.?-?[ ]?(?:nr|nummer)|registrerings(?:nummer|nr|skylt\w*)|skylt(?:en|ar)?|bil(?:en)?"
    r"|fordon(?:et)?|mc|moped(?:en)?|släp(?:et|vagn\w*)?"
    rf"|kontrollavgift\w*(?:[ ]för)?|parkering\w*)\.?[ \t]{{0,2}}[:=(|]?[ \t"
    rf"|]{{0,3}}[\"”'(]?(?P<value>{PLATE})(?!\w)",
    re.IGNORECASE,
)
_PERSONAL = re.compile(
    r"(?<!\w)(?i:personlig[at]? (?:registrerings)?skylt(?:en|ar)?|(?:registrerings)?skylt(?:en)?"
    r"|reg\.?-?[ ]?n(?:umme)?r)\.?[ ]?[:=(]?[ ]?"
    r"[\"”'“»]?(?P<value>[A-ZÅÄÖ0-9][A-ZÅÄÖ0-9 ]{0,6}[A-ZÅÄÖ0-9])(?![\wåäö])"
)


class Vehicles(Recognizer):
    """Registration plates."""

    name: ClassVar[str] = "vehicles"  # type: ignore[misc] # as in the base class
    entities = ("SE_VEHICLE_REGISTRATION",)
    why: ClassVar[str] = "Registreringsnumret leder till fordonets ägare."

    def hits(self, text: str) -> Iterable[Hit]:
        """Suspect without a word before; what an authority writes before a number is no plate."""
        for match in UNLABELLED.finditer(text):
            if not NO_PLATE.match(match["value"]):
                yield _hit(match, Certainty.SUSPECT)
        for pattern in (_LABELLED, _PERSONAL):
            for match in pattern.finditer(text):
                yield _hit(match, Certainty.CERTAIN)


def _hit(match: re.Match[str], certainty: Certainty) -> Hit:
    score = 0.9 if certainty is Certainty.CERTAIN else 0.5
    return Hit(Span(*match.span("value")), "SE_VEHICLE_REGISTRATION", score, "strikt.fordon", certainty)
