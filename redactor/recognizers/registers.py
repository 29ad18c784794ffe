"""Numbers of registers that lead to a person, each only beside its label: vehicles, LMA cards, passports.

A registration plate is `ABC 123` or `ABC 12D`, without I, Q, V, Å, Ä, Ö (Transportstyrelsen); a passport
eight digits or two letters and seven digits; an LMA card (Migrationsverket) two digits and six.
"""

from collections.abc import Iterable
from typing import ClassVar

import regex

from redactor.domain.document import Span
from redactor.domain.review import Certainty, Hit
from redactor.recognizers import Recognizer

_GAP = r"(?:[ \t]?(?:nr|nummer)\.?)?[ \t]{0,2}[:=#(]?[ \t\n]{0,3}"
_PLATE = r"(?P<value>[A-HJ-PR-UW-Z]{3}[ -]?\d{2}[0-9A-HJ-PR-UW-Z])(?!\w)"
_REGISTRATION = r"(?:[Rr]eg\.?-?[ ]?(?:nr|nummer)|[Rr]egistreringsnummer|REG\.?NR)"
_VEHICLE = (
    r"(?:(?:[Bb]il|[Ff]ordon|[Pp]ersonbil|[Ll]astbil|[Mm]oped|[Mm]otorcykel)(?:en|et|n)?|[Ss]läpvagn(?:en)?)"
)
_RULES = (
    (
        "SE_VEHICLE_REGISTRATION",
        "personuppgifter.fordon",
        regex.compile(rf"(?<!\w)(?:{_REGISTRATION}|{_VEHICLE})\.?{_GAP}{_PLATE}"),
    ),
    (
        "SE_LMA_NUMMER",
        "personuppgifter.lma",
        regex.compile(
            r"(?<!\w)LMA(?:-?[ ]?(?:kort|nummer|nr|kortsnummer|kortnummer))?(?:et|ets)?"
            rf"{_GAP}(?P<value>\d{{2}}[ -]?\d{{6}}(?:[ -]?\d)?)(?!\d)",
            regex.IGNORECASE,
        ),
    ),
    (
        "SE_PASSPORT",
        "personuppgifter.pass",
        regex.compile(
            r"(?<!\w)(?:pass(?:et|ets)?[- ]?(?:nr|nummer)|passport no)\.?[ \t]{0,2}[:=#(]?[ \t]{0,2}"
            r"(?P<value>[A-Z]{2}[ ]?\d{7}|\d{8})(?![\d-])",
            regex.IGNORECASE,
        ),
    ),
)


class Registers(Recognizer):
    """Vehicles, LMA cards and passports."""

    name: ClassVar[str] = "registers"  # type: ignore[misc] # as in the base class
    entities = ("SE_VEHICLE_REGISTRATION", "SE_LMA_NUMMER", "SE_PASSPORT")
    why: ClassVar[str] = "Numret leder till en enskild i ett register."

    def hits(self, text: str) -> Iterable[Hit]:
        """Certain: the label says what the number is."""
        for entity, rule, pattern in _RULES:
            for match in pattern.finditer(text):
                yield Hit(Span(*match.span("value")), entity, 0.9, rule, Certainty.CERTAIN)
