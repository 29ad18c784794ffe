"""Fields and checkboxes that say of their item that it is confidential: `Offentlig: Nej`, `☐ Ja ☒ Nej`."""

import re
from collections.abc import Iterator
from typing import Final

from redactor.domain.document import Span
from redactor.domain.openness import asks, choice, is_secret
from redactor.domain.review import Certainty, Hit
from redactor.recognizers import Recognizer

RULE: Final = "sekretess.kolumn"

_CASE: Final = (
    r"(?:(?:[Dd]nr"
    r"|[Dd]iarien\w{1,6})[.:]?[ \t]{1,2})?[A-ZÅÄÖa-zåäö]{2,8}[ -]?[0-9]{4}[-/:][0-9]{1,6}[ \t,]{1,9}"
)
_LEAD: Final = rf"(?:^[ \t>*_•-]{{0,8}}(?:{_CASE})?|(?<=[\t|;])[ \t]{{0,8}}|(?<=[ ]{{2}})|(?<=, ))"
_LABEL: Final = r"[A-Za-zÅÄÖåäö][\w ./()-]{1,45}?"
_FIELD: Final = re.compile(
    rf"{_LEAD}(?P<label>{_LABEL})[ \t*_]{{0,4}}[:?=|][ \t*_]{{0,9}}(?P<value>[^\t|;\n]{{1,60}}?)"
    rf"(?=[ \t*_]*(?:$|[\t|;]|[ ]{{3}}))"
)
_LONGEST: Final = 120


class Fields(Recognizer):
    """Fields whose label asks who may read, and whose value or ticked box answers."""

    name = "fields"  # type: ignore[misc]  # as in the base class
    entities = ("SEKRETESS_MARKER",)

    def hits(self, text: str) -> Iterator[Hit]:
        """A hit on each field that says that its item is confidential."""
        at = 0
        for line in text.split("\n"):
            if len(line) <= _LONGEST or "\t" in line or "|" in line:
                for start, end in _secret(line):
                    yield Hit(Span(at + start, at + end), "SEKRETESS_MARKER", 0.9, RULE, Certainty.CERTAIN)
            at += len(line) + 1


def _secret(line: str) -> Iterator[tuple[int, int]]:
    """Where the line says that its item is confidential."""
    chosen = choice(line)
    if chosen is not None:
        if chosen.is_secret():
            yield len(line) - len(line.lstrip()), len(line.rstrip())
        return
    for field in _FIELD.finditer(line):
        asked = asks(field["label"])
        if asked is not None and is_secret(asked, field["value"]):
            yield field.start("label"), field.end("value")
