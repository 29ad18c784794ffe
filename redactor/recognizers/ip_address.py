"""IP addresses, told apart from chapter, version and case numbers (`1.5.1.85-2016`)."""

import ipaddress
import re
from collections.abc import Iterable
from typing import ClassVar

import regex

from redactor.domain.document import Span
from redactor.domain.review import Certainty, Hit
from redactor.recognizers import Recognizer

_FOUR = regex.compile(r"(?<![\w.:/§-])(?:\d{1,3}\.){3}\d{1,3}(?![\w-]|\.\d)")
_SIX = regex.compile(r"(?<![\w.:])(?:[0-9A-Fa-f]{1,4}:){1,7}(?::?[0-9A-Fa-f]{1,4}){1,7}(?![\w:])")
_LABEL = re.compile(r"(?<!\w)ip(?:v[46])?(?:-?(?:adress\w*|nummer|nr))?\W{0,4}$", re.IGNORECASE)
_CHAPTER = re.compile(
    r"(?:kap\w*|avsnitt\w*|punkt\w*|bilaga|version\w*|dnr|tabell|figur|rubrik|§)\W{0,3}$", re.IGNORECASE
)
_HIGH = 3
"""So many parts of an unlabelled address have two digits or more."""


class IpAddress(Recognizer):
    """IPv4 and IPv6 addresses."""

    name: ClassVar[str] = "ip_address"  # type: ignore[misc] # as in the base class
    entities = ("IP_ADDRESS",)
    why: ClassVar[str] = "IP-adressen kan leda till en enskild."

    def hits(self, text: str) -> Iterable[Hit]:
        """Beside the label any valid address; else one that can be no numbering."""
        for pattern in (_FOUR, _SIX):
            for match in pattern.finditer(text):
                written = match.group()
                left = text[max(0, match.start() - 20) : match.start()]
                if not _valid(written) or _CHAPTER.search(left):
                    continue
                if _LABEL.search(left) or _unmistakable(written):
                    yield Hit(Span(*match.span()), "IP_ADDRESS", 0.9, "personuppgifter.ip", Certainty.CERTAIN)


def _valid(written: str) -> bool:
    try:
        ipaddress.ip_address(written)
    except ValueError:
        return False
    return True


def _unmistakable(written: str) -> bool:
    if ":" in written:
        return written.count(":") >= _HIGH and re.search("[A-Fa-f]", written) is not None
    return sum(len(part) > 1 for part in written.split(".")) >= _HIGH
