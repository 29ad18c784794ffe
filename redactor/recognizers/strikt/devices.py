"""Addresses of devices: MAC (IEEE 802) and IP without a label."""

import ipaddress
import re
from collections.abc import Iterable
from typing import ClassVar

from redactor.domain.document import Span
from redactor.domain.review import Certainty, Hit
from redactor.recognizers import Recognizer

_MAC = re.compile(
    r"(?<![\w:.-])(?:[0-9A-Fa-f]{2}(?P<sep>[:-]))(?:[0-9A-Fa-f]{2}(?P=sep)){4}[0-9A-Fa-f]{2}(?![\w:-])"
    r"|(?<![\w:.-])[0-9A-Fa-f]{4}\.[0-9A-Fa-f]{4}\.[0-9A-Fa-f]{4}(?![\w:.-])"
)
_FOUR = re.compile(r"(?<![\w.,§-])(?:\d{1,3}\.){3}\d{1,3}(?![\w-]|\.\d)")
_SIX = re.compile(r"(?<![\w.:])[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){2,7}(?:%\w{1,10})?(?![\w:])")
_CHAPTER = re.compile(
    r"(?:kap\w*|avsnitt\w*|punkt\w*|bilaga|version\w*|dnr|tabell|figur|rubrik|§)\W{0,3}$", re.IGNORECASE
)
_CLOCK = re.compile(r"\d{1,2}:\d\d(?::\d\d)?")


class Devices(Recognizer):
    """What a device is known by in a net."""

    name: ClassVar[str] = "devices"  # type: ignore[misc] # as in the base class
    entities = ("MAC_ADDRESS", "IP_ADDRESS")
    why: ClassVar[str] = "Adressen leder till en enhet som en person använder."

    def hits(self, text: str) -> Iterable[Hit]:
        """Certain: nothing else is written so, but chapters, which their word tells."""
        for match in _MAC.finditer(text):
            yield Hit(Span(*match.span()), "MAC_ADDRESS", 0.9, "strikt.mac", Certainty.CERTAIN)
        for pattern in (_FOUR, _SIX):
            for match in pattern.finditer(text):
                written = match.group().partition("%")[0]
                chapter = _CHAPTER.search(text, max(0, match.start() - 20), match.start())
                if not chapter and not _CLOCK.fullmatch(written) and _valid(written):
                    yield Hit(Span(*match.span()), "IP_ADDRESS", 0.9, "strikt.ip", Certainty.CERTAIN)


def _valid(written: str) -> bool:
    try:
        ipaddress.ip_address(written)
    except ValueError:
        return False
    return True
