"""What parts a meeting: headings of its open and closed divisions, and the lines with which it is over."""

import re
from typing import Final

from redactor.structure import words

_LONGEST: Final = 170
_DIVISION: Final = re.compile(
    r"\W{0,4}(?P<label>del|avdelning|avsnitt|grupp|block|sektion|kategori)[ \t]+"
    r"(?:[A-ZÅÄÖ]|[IVX]{1,4}|[0-9]{1,2})(?![\w])(?:[ \t]{0,3}[.:)-]|\t|[ ]{1,9}(?=[A-ZÅÄÖ(])|[ \t]*$)",
    re.IGNORECASE,
)
_OPENNESS: Final = re.compile(
    r"sekre|hemlig|\bosl\b|(?:stängda|slutna|lyckta) dörrar|utan åhörare"
    r"|\b(?:slut(?:en|et|na)|stäng[dt]a?|öpp(?:en|et|na)|offentliga?t?)\b",
    re.IGNORECASE,
)
_RESUMES: Final = re.compile(r"\W{0,12}(?:åter|fortsatt|fortsättning|början av|slut på)\b", re.IGNORECASE)
_STATED: Final = re.compile(
    rf"(?:{_RESUMES.pattern}[ ,:-]{{1,3}}|\W{{0,12}})"
    r"(?:(?:öpp(?:en|et|na)|(?:ej |icke |inte )?offentliga?t?|slut(?:en|et|na)|stäng[dt]a?|hemliga?t?"
    r"|sekretess(?:belag[dt]a?)?)"
    r"[ -]{0,3}(?:del(?:en)?|ärenden(?:a)?|protokoll(?:et)?|sammanträde(?:t)?|möte(?:t)?|session(?:en)?"
    r"|punkter(?:na)?|paragrafer(?:na)?)"
    r"|(?:inom|bakom|för|vid|under) (?:stängda|lyckta|slutna|öppna) dörrar|utan (?:åhörare|allmänhet)"
    r"|sekretess(?:belagd del)? (?:börjar|startar|slutar|upphör))"
    r"\b(?=[ \t]*(?:$|[.(,=*-]|:(?![ \t]*(?:ja|nej|j|n|x)\b)|[ ]{2,}|\t))",
    re.IGNORECASE,
)


def division(text: str) -> str:
    """The label of a line that heads a part of the meeting: `del` of `DEL B  SLUTET PROTOKOLL`; or ""."""
    match = _DIVISION.match(text) if len(text) < _LONGEST else None
    return match["label"].casefold() if match else ""


def resumes(text: str) -> bool:
    """Whether a line says that an open or closed part begins, goes on or is over."""
    return _RESUMES.match(text) is not None


def divides(text: str) -> bool:
    """Whether a division's heading, or a line such as `ÅTER ÖPPNA ÄRENDEN`, says who may see what follows."""
    if len(text) >= _LONGEST:
        return False
    if _STATED.match(text):
        return True
    return division(text) != "" and _OPENNESS.search(text) is not None


_EPILOGUE: Final = re.compile(
    r"\W{0,4}(?:(?:mötes)?ordf(?:öranden?|\.)?\b[^.]{0,50}\b(?:förklara|avsluta)\w* (?:därmed )?"
    r"(?:sammanträdet|mötet)[^\n]{0,40}$"
    r"|(?:sammanträdet|mötet) (?:avsluta[st]|avslutades|förklara(?:s|des) avslutat)"
    r"(?: kl\.? ?[0-9.:]{1,5})?\.?$"
    r"|(?:an)?mäl(?:an)?\b[^.]{0,30}\bförhinder|meddela\b[^.]{0,30}\bförhinder"
    r"|(?:eventuellt )?förhinder (?:anmäls|meddelas)"
    r"|(?:den|ledamot|ersättare) som (?:är förhindrad|inte kan (?:delta|komma|närvara))|välkom(?:na|men)\b"
    r"|handlingar(?:na)? (?:till \w+ )?(?:finns (?:i|på|att)|skickas|läggs ut|delas ut|publiceras)"
    r"|anslag(?:et|en|s)? (?:satt|sätts|sattes|upp|den|[0-9])"
    r"|protokollet (?:är justerat|justeras|anslås|anslogs)"
    r"|(?:med )?vänliga? hälsning|nästa (?:möte|sammanträde)[ :]{1,2}(?:den|äger|hålls|är|[0-9]))",
    re.IGNORECASE,
)
_PARAGRAPH: Final = 250
"""Characters; what ends a meeting is said in no more."""


def epilogue(text: str) -> bool:
    """Whether a paragraph closes the meeting or tells its members what comes after, and nothing secret."""
    return len(text) < _PARAGRAPH and _EPILOGUE.match(text) is not None and not words.telling(text)
