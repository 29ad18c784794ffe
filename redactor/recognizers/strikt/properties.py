"""Property designations without a label (`Hult 3:14`): strikt takes the property for its owner's."""

import re
from collections.abc import Iterable
from typing import ClassVar

from redactor.domain.document import Span
from redactor.domain.review import Certainty, Hit
from redactor.recognizers import Recognizer

_DESIGNATION = re.compile(
    r"(?<![\w.-])(?P<value>(?:[A-ZÅÄÖ][a-zåäöé'-]{1,25}[ ]){1,3}(?:s:"
    r"|ga:)?\d{1,4}(?::\d{1,4})(?:>\d)?)(?![\w:]|[.,]\d)"
)
_NO_TRACT = re.compile(
    r"(?:^|[ ])(?:Kl|Klockan|Tid|Start|Slut|Från|Till|Måndag|Tisdag|Onsdag|Torsdag|Fredag|Lördag|Söndag"
    r"|Januari|Februari|Mars|April|Maj|Juni"
    r"|Juli|Augusti|September|Oktober|November|December|Kap|Bilaga|Version|Rad|Psalm|Matt|Mark|Luk|Joh"
    r"|Skala|Ca|Cirka|Den|Dag|Möte|Skr|Prop"
    r"|Mom|Art|Artikel|Punkt|Ärende|Nr|Dnr|Ref|Rum|Sal)[ ]$"
)
_LABELLED = re.compile(
    r"(?<!\w)(?:fastighet(?:en|sbeteckning(?:en)?)?|tomten|gården|beteckning)(?!\w)[ \t]{0,2}[:|\t]?[ \t"
    r"|]{0,3}"
    r"(?P<value>(?:[a-zåäöé'-]{2,25}[ ]){1,3}\d{1,4}:\d{1,4})(?![\w:])",
    re.IGNORECASE,
)


class Properties(Recognizer):
    """Where somebody owns land."""

    name: ClassVar[str] = "properties"  # type: ignore[misc] # as in the base class
    entities = ("SE_FASTIGHETSBETECKNING",)
    why: ClassVar[str] = "Fastigheten leder till sin ägare i fastighetsregistret."

    def hits(self, text: str) -> Iterable[Hit]:
        """Suspect: a tract's name, block and unit; times and verses are written like it."""
        for match in _DESIGNATION.finditer(text):
            name = match["value"][: re.search(r"(?:s:|ga:)?\d", match["value"]).start()]  # type: ignore[union-attr]
            if not _NO_TRACT.search(name):
                yield _hit(match)
        for match in _LABELLED.finditer(text):
            yield _hit(match)


def _hit(match: re.Match[str]) -> Hit:
    return Hit(
        Span(*match.span("value")), "SE_FASTIGHETSBETECKNING", 0.5, "strikt.fastighet", Certainty.SUSPECT
    )
