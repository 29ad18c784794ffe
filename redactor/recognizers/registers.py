"""Numbers of registers that lead to a person: vehicles, LMA cards, passports.

A plate counts where a vehicle is spoken of nearby, the others right behind their label. A passport has eight
digits or two letters and seven digits; an LMA card (Migrationsverket) two digits and six.
"""

import re
from collections.abc import Iterable
from typing import ClassVar

import regex

from redactor.domain.document import Span
from redactor.domain.plates import NO_PLATE, UNLABELLED
from redactor.domain.review import Certainty, Hit
from redactor.recognizers import Recognizer

_GAP = r"(?:[ \t]?(?:nr|nummer)\.?)?[ \t]{0,2}[:=#(]?[ \t\n]{0,3}"
_VEHICLE = regex.compile(
    r"(?<![^\W_])(?:reg\.?-?[ ]?(?:nr|nummer)|registrerings(?:nummer|nr|skylt\w{0,4}|bevis\w{0,3})"
    r"|(?!mobil|brand|tjänste|sop|spol|tank|poolbil|leasing)[^\W\d_]{0,12}bil(?:en|ens|ar|arna)?|(?:motor|terräng)?fordon(?:et|ets)?"
    r"|(?:el)?moped(?:en|bil)?|motorcykel(?:n|ns)?|mc(?:-n|:n)?|husvagn(?:en)?|släp(?:et|vagn(?:en)?)?|skoter(?:n)?"
    r"|snöskoter(?:n)?|fyrhjuling(?:en)?|traktor(?:n)?|epa|a-traktor(?:n)?|(?:av|på)ställ(?:d|t|ning)"
    r"|(?:fel)?parkera(?:d|t)|kontrollavgift(?:en)?|volvo|saab|volkswagen|vw|audi|bmw|mercedes|toyota|ford|opel|peugeot"
    r"|renault|citroën|citroen|skoda|škoda|seat|kia|hyundai|nissan|mazda|honda|subaru|mitsubishi|suzuki|fiat|tesla|dacia"
    r"|yamaha|kawasaki|harley|husqvarna|ktm)(?![^\W_]|-)",
    regex.IGNORECASE,
)
_BEFORE, _AFTER = 60, 30
"""How far from a plate the word for its vehicle may stand, in characters of the same paragraph."""
_RULES = (
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
        """Certain: a word says what the number is."""
        for plate in UNLABELLED.finditer(text):
            if not NO_PLATE.match(plate["value"]) and _is_vehicles(text, Span(*plate.span())):
                yield _hit(plate, "SE_VEHICLE_REGISTRATION", "personuppgifter.fordon")
        for entity, rule, pattern in _RULES:
            for match in pattern.finditer(text):
                yield _hit(match, entity, rule)


def _is_vehicles(text: str, plate: Span) -> bool:
    """Whether a vehicle is spoken of in the same paragraph, near the plate."""
    before = text[max(plate.start - _BEFORE, 0) : plate.start].rsplit("\n\n", 1)[-1]
    after = text[plate.end : plate.end + _AFTER].split("\n", 1)[0]
    return _VEHICLE.search(before) is not None or _VEHICLE.search(after) is not None


def _hit(match: re.Match[str] | regex.Match[str], entity: str, rule: str) -> Hit:
    return Hit(Span(*match.span("value")), entity, 0.9, rule, Certainty.CERTAIN)
