"""Numbers of passports, identity cards and driving licences, each beside its word."""

import re
from collections.abc import Iterable
from typing import ClassVar

from redactor.domain.document import Span
from redactor.domain.review import Certainty, Hit
from redactor.recognizers import Recognizer

_GAP = r"\.?(?:[ ](?:nr|nummer|no)\.?)?(?:[ ](?:är|med nummer|med nr|nr))?[ \t]{0,2}[:=#(|]?[ \t|]{0,3}"
_VALUE = r"(?P<value>[A-Z]{0,3}[ ]?\d{6,10}|[A-Z0-9]{8,9}(?<=\d))(?!\w|-\d)"
_RULES = (
    (
        "SE_LMA_NUMMER",
        re.compile(r"(?<!\w)LMA[^\d\n]{0,15}(?P<value>\d(?:[ -]?\d){7,8})(?!\d)", re.IGNORECASE),
    ),
    (
        "SE_PASSPORT",
        re.compile(
            rf"(?<!\w)(?:(?:främlings|rese)?pass(?:et|ets|handling)?|resedokument)(?:[- ]?(?:nr|nummer)"
            rf"|[ ](?=[A-Z]{{0,2}}\d)|passport){_GAP}{_VALUE}"
            rf"|(?<!\w)passport{_GAP}{_VALUE.replace('?P<value>', '?P<english>')}",
            re.IGNORECASE,
        ),
    ),
    (
        "SE_ID_CARD",
        re.compile(
            r"(?<!\w)(?:(?:nationellt |svenskt |giltigt )?(?:id|identitets)-?[ ]?(?:kort|handling"
            r"|bevis)(?:et|ets|s)?|leg(?:itimation)?|uppehållstillståndskort(?:et)?"
            rf"|ut-?kort|körkort(?:et|ets|s)?|samekort|sis-?kort)(?:[- ]?(?:nr|nummer))?{_GAP}{_VALUE}",
            re.IGNORECASE,
        ),
    ),
)


class Documents(Recognizer):
    """What proves who somebody is."""

    name: ClassVar[str] = "documents"  # type: ignore[misc] # as in the base class
    entities = ("SE_PASSPORT", "SE_ID_CARD", "SE_LMA_NUMMER")
    why: ClassVar[str] = "Handlingens nummer pekar ut en person."

    def hits(self, text: str) -> Iterable[Hit]:
        """Certain: the word says what the number is."""
        for entity, pattern in _RULES:
            for match in pattern.finditer(text):
                group = "value" if match["value"] else "english"
                yield Hit(Span(*match.span(group)), entity, 0.9, "strikt.handling", Certainty.CERTAIN)
