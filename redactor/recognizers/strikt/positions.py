"""Positions on the map: degrees (WGS 84), and metres in SWEREF 99 TM or RT 90 beside their word."""

import re
from collections.abc import Iterable
from typing import ClassVar

from redactor.domain.document import Span
from redactor.domain.review import Certainty, Hit
from redactor.recognizers import Recognizer

_NORTH = r"(?:5[5-9]|6\d)"
_EAST = r"(?:1\d|2[0-4])"
_DEGREES = re.compile(
    rf"(?<![\w.,])(?:(?:N|Lat(?:itud)?)[ .:]{{0,2}})?{_NORTH}[.,]\d{{3,8}}(?:[ ]?°)?(?:[ ]?N)?[ ]{{0,2}}[,"
    rf";/]?[ ]{{0,2}}(?:(?:E|O|Ö|Lon(?:g|gitud)?)[ .:]{{0,2}})?"
    rf"{_EAST}[.,]\d{{3,8}}(?:[ ]?°)?(?:[ ]?[EÖO](?!\w))?(?![\d])",
    re.IGNORECASE,
)
_MINUTES = re.compile(
    rf"(?<!\w)(?:N[ ]?)?{_NORTH}[ ]?[°º][ ]?\d{{1,2}}(?:[.,]\d{{1,5}})?[ ]?['′´’]?[ ]?(?:\d{{1,2}}(?:[.,]"
    rf"\d{{1,4}})?[ ]?[\"″”]?)?[ ]?N?"
    rf"[ ]{{0,2}}[,;/]?[ ]{{0,2}}(?:[EÖO][ ]?)?{_EAST}[ ]?[°º][ ]?\d{{1,2}}(?:[.,]\d{{1,5}})?[ ]?['′´’]?[ "
    rf"]?(?:\d{{1,2}}(?:[.,]\d{{1,4}})?[ ]?[\"″”]?)?(?:[ ]?[EÖO](?!\w))?",
)
_METRES = re.compile(
    r"(?<!\w)(?:sweref\w*(?: 99)?(?: ?tm)?|rt ?90|koordinat\w*"
    r"|position\w*)[^\d\n]{0,12}(?P<value>[NX]?[:= ]{0,2}[67]\d{6}(?:[.,]\d{1,3})?[ ,;/]{1,3}[EY]?[:= ]{0,"
    r"2}\d{6,7}(?:[.,]\d{1,3})?)",
    re.IGNORECASE,
)


class Positions(Recognizer):
    """Coordinates in Sweden."""

    name: ClassVar[str] = "positions"  # type: ignore[misc] # as in the base class
    entities = ("GPS_COORDINATES",)
    why: ClassVar[str] = "Koordinaterna visar var en person bor eller har varit."

    def hits(self, text: str) -> Iterable[Hit]:
        """Certain: two numbers of Sweden's latitude and longitude side by side."""
        for pattern in (_DEGREES, _MINUTES):
            for match in pattern.finditer(text):
                yield Hit(Span(*match.span()), "GPS_COORDINATES", 0.9, "strikt.position", Certainty.CERTAIN)
        for match in _METRES.finditer(text):
            yield Hit(
                Span(*match.span("value")), "GPS_COORDINATES", 0.9, "strikt.position", Certainty.CERTAIN
            )
