"""Property designations (fastighetsbeteckning, `Husie 172:4`, `Kvarnen 3`), only beside their labels.

Source: förordningen (2000:308) om fastighetsregister: a traktnamn or kvarter, block and unit.
"""

from collections.abc import Iterable
from typing import ClassVar

import regex

from redactor.domain.document import Span
from redactor.domain.review import Certainty, Hit
from redactor.recognizers import Recognizer

_PROPERTY = regex.compile(
    r"(?<!\w)[Ff]astighet(?:en|erna|er|sbeteckning(?:en)?)?[ \t]{0,2}:?[ \t\n]{1,3}"
    r"(?P<value>(?!SOU|SFS|Prop|AB)"
    r"(?:[A-ZÅÄÖ][A-ZÅÄÖa-zåäöé-]{1,25}[ ]){1,3}(?:s:|ga:)?\d{1,4}(?::\d{1,4})?)(?![\w:]|[.,]\d)"
)


class PropertyDesignation(Recognizer):
    """Designations after `fastigheten`, `fastighetsbeteckning:` and their like."""

    name: ClassVar[str] = "property_designation"  # type: ignore[misc] # as in the base class
    entities = ("SE_FASTIGHETSBETECKNING",)
    why: ClassVar[str] = "Fastighetsregistret är offentligt."

    def hits(self, text: str) -> Iterable[Hit]:
        """Certain: the label stands right before it."""
        for match in _PROPERTY.finditer(text):
            span = Span(*match.span("value"))
            yield Hit(span, "SE_FASTIGHETSBETECKNING", 0.9, "personuppgifter.fastighet", Certainty.CERTAIN)
