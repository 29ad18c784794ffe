"""Mail domains that are an authority's by their name."""

import re
import unicodedata

from redactor.recognizers.persons.bodies import PLACES

_SUFFIXES = (".gov.se", ".kommun.se", ".stad.se")
_PUPILS = frozenset({"elev", "elever", "edu", "skola", "student", "stud"})
"""What pupils' addresses have before the municipality's name."""
_AUTHORITY = re.compile(
    r"(?:[a-z-]{0,40}(?:kommun|region|landsting|lansstyrelsen|myndigheten|myndighet|verket|domstol|polisen"
    r"|forvaltning|forsakringskassan|inspektionen|namnden)|(?:region|lst|lansstyrelsen)[a-z-]{0,30}"
    r"|riksdagen|jo|dom|imy|skr|av|uhr|migrationsverket)"
)


def _ascii(word: str) -> str:
    plain = unicodedata.normalize("NFD", word.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c))


_MUNICIPAL = frozenset(_ascii(place) for place in PLACES)


def is_authority(domain: str) -> bool:
    """Whether a Swedish domain bears the name of a municipality, a region or another authority."""
    name = _ascii(domain).strip(".")
    if not name.endswith(".se"):
        return False
    *before, label, _ = name.split(".")
    if _PUPILS.intersection(before):
        return False
    return name.endswith(_SUFFIXES) or label in _MUNICIPAL or _AUTHORITY.fullmatch(label) is not None
