"""Ages: `34 år` of a person, `34-årig`, `34-åring`, `fyllde 17`; never how long something lasts."""

import re
from collections.abc import Iterable
from typing import ClassVar

from redactor.domain.document import Span
from redactor.domain.review import Certainty, Hit
from redactor.recognizers import Recognizer

_ONES = "ett|en|två|tre|fyra|fem|sex|sju|åtta|nio"
_NUMBER = (
    rf"(?:\d{{1,3}}(?:[,.]5|½| ?1/2)?|(?:tjugo|trettio|fyrtio|femtio|sextio|sjuttio|åttio"
    rf"|nittio)(?:{_ONES})?|{_ONES}"
    r"|tio|elva|tolv|tretton|fjorton|femton|sexton|sjutton|arton|nitton)"
)
_PERSONAL = (
    r"hon|han|hen|jag|du|vi|de|dom|mamma(?:n)?|pappa(?:n)?|mor|far|modern|fadern|son(?:en)?|dotter(?:n)?"
    r"|bror(?:n)?"
    r"|brodern?|syster(?:n)?|barnet|pojken|flickan|killen|tjejen|mannen|kvinnan|patienten|eleven|klienten"
    r"|brukaren"
)
_LASTS = re.compile(
    r"(?<!\w)(?:i|på|under|efter|om|för|inom|än|minst|högst|varje|varannat|ytterligare|senaste|första"
    r"|andra|sista"
    r"|kommande|närmaste|per|till|drygt|knappt|cirka|ca|omkring|nästan|över|gånger|de|dessa|alla|hela"
    r"|flera|var|vart)\s$",
    re.IGNORECASE,
)
_LASTS_AFTER = re.compile(
    r"\s(?:sedan|sen|framåt|i rad|tillbaka|efter|innan|senare|tidigare|fängelse|garanti|avtal|med option"
    r"|från|framöver"
    r"|som (?:gått|gick)|per|och \d+ månader)\b",
    re.IGNORECASE,
)
_ABOUT = re.compile(r"(?<!\w)(?:cirka|ca|omkring|runt|typ|nästan|knappt|drygt|över)\s$", re.IGNORECASE)
_YEARS = re.compile(
    rf"(?<![\w,.-])(?P<number>{_NUMBER}(?:[ ]?(?:,|och|eller"
    rf"|respektive)[ ]{_NUMBER}){{0,3}})[ ]?år(?P<old>[ ]gam(?:mal|la|malt)|s ålder|s-åldern)?(?!\w)",
    re.IGNORECASE,
)
_BEARER = re.compile(
    rf"(?<![\w-]){_NUMBER}[ -]?(?:års?(?:ålder(?:n|s)?|dag(?:en)?)|åring(?:en|ar|arna|s|ens)?|årige?a?)(?!\w)"
    r"(?![ ](?:avtal|plan|program|projekt|period|budget|utbildning|satsning|prövotid|garanti))",
    re.IGNORECASE,
)
_TURNED = re.compile(
    rf"(?<!\w)(?:fyllde|fyller|fyllt|ska fylla|fylla)[ ](?P<number>{_NUMBER})(?:[ ]år)?(?!\w)",
    re.IGNORECASE,
)
_IS = re.compile(
    r"(?<!\w)(?:är|var|blir|blev)[ ](?:bara |redan |nu |idag |väl |typ |ca |cirka "
    r"|runt ){0,2}(?P<number>\d{1,3})"
    r"(?=[ ]?(?:[.,;!?)\n]|$)|[ ](?:och|men|nu|idag|bast)\b)"
)
_SUBJECT = re.compile(rf"(?:(?<!\w)(?:{_PERSONAL})|[A-ZÅÄÖÉÜ][\w'-]+)[ ]$", re.IGNORECASE)
_LABEL = re.compile(r"(?<!\w)(?:ålder|age)[ \t]?[:=|\t][ \t|]{0,3}(?P<number>\d{1,3})(?!\w)", re.IGNORECASE)
_AFTER_NAME = re.compile(r"[A-ZÅÄÖ][\w'-]*[a-zåäöé], (?P<number>\d{1,2})(?=, [a-zåäö]|\)| och )")
_OLDEST = 115
_BEFORE = 24


class Ages(Recognizer):
    """How old somebody is."""

    name: ClassVar[str] = "ages"  # type: ignore[misc] # as in the base class
    entities = ("AGE",)
    why: ClassVar[str] = "Åldern är en uppgift om en enskild."

    def hits(self, text: str) -> Iterable[Hit]:
        """Certain where a word says that it is an age, suspect where none says that it is a span of time."""
        if "år" in text or "ÅR" in text:
            for match in _BEARER.finditer(text):
                yield _hit(match, 0, Certainty.CERTAIN)
            for match in _YEARS.finditer(text):
                if match["old"]:
                    yield _hit(match, 0, Certainty.CERTAIN)
                elif _is_age(text, match):
                    yield _hit(match, 0, Certainty.SUSPECT)
        for match in (*_TURNED.finditer(text), *_LABEL.finditer(text), *_AFTER_NAME.finditer(text)):
            yield _hit(match, "number", Certainty.CERTAIN)
        for match in _IS.finditer(text):
            if int(match["number"]) <= _OLDEST and _SUBJECT.search(
                text[max(0, match.start() - _BEFORE) : match.start()]
            ):
                yield _hit(match, "number", Certainty.SUSPECT)


def _is_age(text: str, match: re.Match[str]) -> bool:
    """`34 år` behind a name, a pronoun or nothing; not behind a preposition, nor before `sedan`."""
    digits = re.match(r"\d+", match["number"])
    if digits and int(digits.group()) > _OLDEST:
        return False
    left = text[max(0, match.start() - _BEFORE) : match.start()]
    about = _ABOUT.search(left)
    if about is not None:
        return (
            re.search(r"[,(]\s?$|(?<!\w)(?:är|var|väl|kvinna|man|pojke|flicka)\s$", left[: about.start()])
            is not None
        )
    return not (_LASTS.search(left) or _LASTS_AFTER.match(text, match.end()))


def _hit(match: re.Match[str], group: int | str, certainty: Certainty) -> Hit:
    score = 0.9 if certainty is Certainty.CERTAIN else 0.5
    return Hit(Span(*match.span(group)), "AGE", score, "strikt.alder", certainty)
