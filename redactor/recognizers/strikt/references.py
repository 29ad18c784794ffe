"""Numbers by which somebody keeps a person: customer, patient, journal, member, employee, matter."""

import re
from collections.abc import Iterable
from typing import ClassVar

from redactor.domain.document import Span
from redactor.domain.review import Certainty, Hit
from redactor.recognizers import Recognizer

_OF = (
    r"kund|patient|pat|journal|medlems?|försäkrings?|boknings?|anställnings|anst|personal|elev|klient"
    r"|brukar|abonnemangs?|låntagar|låne"
    r"|bibliotekskorts?|lånekorts?|student|skade|polis|hyres|kontrakts?|avtals|order|kvittens|remiss|prov"
    r"|betyg|akt|mål|referens|ref|ärende|ans(?:öknings)?"
    r"|användar|deltagar|sök(?:ande)?|tjänste|loss|korts?|id|dossier|beslut|meritvärdes|handläggnings"
    r"|diagnos|vård|besöks?"
)
_LABEL = re.compile(
    rf"(?<![^\W_])(?P<whose>(?:mitt|min|ditt|ert|hans|hennes|deras)[ ])?(?:(?P<of>{_OF})\.?-?[ ]?(?:nr"
    rf"|nummer|numret|id|kod|beteckning)|lånekort(?:et)?|medlemskort|journal(?=[ ]?:)"
    r"|(?P<loose>referens|ref|ärende|id|akt|kundnr))"
    r"\.?(?:[ ](?:är|nr\.?|nummer))?(?P<mark>[ \t]{0,2}[:=#(|]?[ \t"
    r"|]{0,3})(?P<value>[A-Za-zÅÄÖåäö]{0,6}[-/ ]?\d[\w]*(?:[-/.:]\w+){0,4}(?:[ ]\d{2,6}){0,4})(?![\w])",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"(?<![^\W\d_])(?P<of>[^\W\d_]{4,25})(?:[ ]nr|nr|nummer|-id"
    r"|[ ]nummer)\.?[ ]?[:=#]?[ ]?(?P<value>[A-Z]{0,5}[ /-]?\d[\w]*(?:[-/.]\w{1,8}|[ ]\d{2,6}){0,4})(?!\w)"
)
"""A number of whatever has one."""
_PUBLIC = re.compile(
    r"(?:diarie|dia|organisations|org|sid|sido|protokolls?|paragraf|handlings?|version|artikel|punkt"
    r"|bilaga|serie|rad|hus|lägenhets|post|tabell|avsnitt|proposition"
    r"|motion|interpellation|kapitel|kommun|län|område|linje|buss|väg|upplaga|utgåva|betänkande|promemoria"
    r"|förslag|göteborgsförslag|yrkande|löp|blankett|plan"
    r"|avtals|upphandlings|projekt|detaljplan|mål|beslut|ärende|referens|akt|år)s?$",
    re.IGNORECASE,
)
_TELLING = 4
"""Digits of a number that is somebody's."""
_DATE = re.compile(r"(?:19|20)\d\d-[01]\d-[0-3]\d$|\d{1,3}[:.]\d{1,3}$|\d{1,2}(?:[/.]\d{1,2})?$")
_CASE_NUMBER = re.compile(
    r"(?:[A-ZÅÄÖ]{1,8}[ ]?[-/ ]?)?(?:19|20)\d\d[-/:]\d{1,6}(?:[:-]\d{1,4})?$"
    r"|[A-ZÅÄÖ]{1,8}[ ]\d{1,6}(?:-\d{1,4})?/(?:19"
    r"|20)?\d\d$|\d{1,3}(?:\.\d{1,3}){1,4}-"
)
"""The authority's own number of a matter: it stays, and the copy is known by it."""
_AUTHORITYS = frozenset({"ärende", "referens", "ref", "mål", "akt", "handläggnings", "beslut"})
_SHORTEST = 3
"""Letters and digits."""


class References(Recognizer):
    """Numbers that a register knows a person by."""

    name: ClassVar[str] = "references"  # type: ignore[misc] # as in the base class
    entities = ("REFERENCE_NUMBER",)
    why: ClassVar[str] = "Numret leder till en person i ett register."

    def hits(self, text: str) -> Iterable[Hit]:
        """Certain: the word says whose register. A diarienummer stays, unless somebody calls it theirs."""
        for match in _LABEL.finditer(text):
            value = match["value"]
            if sum(c.isalnum() for c in value) < _SHORTEST or _DATE.match(value):
                continue
            if match["loose"] and not (
                re.search(r"[:=#(|\t]", match["mark"]) or re.search(r"\d{4}|[A-Z]-\d|\w-\d", value)
            ):
                continue
            of = (match["of"] or match["loose"] or "").casefold()
            if of in _AUTHORITYS and not match["whose"] and _CASE_NUMBER.match(value):
                continue
            yield _hit(match)
        for match in _NUMBERED.finditer(text):
            telling = sum(c.isdigit() for c in match["value"]) >= _TELLING and not _DATE.match(match["value"])
            if telling and not _PUBLIC.fullmatch(match["of"]):
                yield _hit(match)


def _hit(match: re.Match[str]) -> Hit:
    return Hit(Span(*match.span("value")), "REFERENCE_NUMBER", 0.9, "strikt.register", Certainty.CERTAIN)
