"""Whose a contact is, as one place of the document tells, and what all its places tell together."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from redactor.domain.folding import squash
from redactor.domain.review import Finding, FindingId, Role
from redactor.roles.voices import Kind

WHY_PRIVATE = "Uppgiften står intill en privatpersons namn, personnummer eller ledtext."
WHY_OWN_ACCOUNT = "Uppgiften är ett kontonummer av ett slag som privatpersoner har."
WHY_PROVIDER = "E-postadressen finns hos en leverantör för privatpersoner."
WHY_OFFICIAL = "Uppgiften är en kontaktväg till myndigheten eller till någon som handlar i tjänsten."
WHY_FIRM = "Uppgiften tillhör ett företag, en förening, en stiftelse eller en annan organisation."
WHY_PLACE = "Adressen anger en lokal eller en plats som ärendet gäller, inte någons bostad."
WHY_PAID = (
    "Kontot tar emot betalningar till myndigheten eller en organisation, och ingen enskild nämns intill."
)
WHY_BOTH = "Uppgiften står på ett ställe hos en privatperson och på ett annat hos någon offentlig."
WHY_ELSEWHERE = "På ett annat ställe i dokumentet framgår vem uppgiften tillhör."
WHY_UNKNOWN = "Ingenting i dokumentet visar vem uppgiften tillhör."
WHY_SOMEBODY = "Uppgiften står intill en person som inte säkert är offentlig."
WHY_AT_HOME = (
    "Uppgiften står intill någon som är offentlig men kan vara privat: en bostad eller ett eget konto."
)

_COUNTRY = re.compile(r"^(?:\+|00)46")
_POST_CODE = re.compile(r"(?:SE?[- ]*)?\d")


@dataclass(frozen=True, slots=True)
class Answer:
    """Whose a datum is, as one place tells; `close`: by what stands right beside it or is in itself."""

    role: Role
    why: str
    close: bool = False

    def told(self, finding: Finding) -> Finding:
        """The finding with this holder."""
        return replace(finding, role=self.role, evidence=replace(finding.evidence, why=self.why))


UNKNOWN = Answer(Role.UNKNOWN, WHY_UNKNOWN)
OFFICIAL = Answer(Role.OFFICIAL, WHY_OFFICIAL)
ANSWERS = {
    Kind.HOME: Answer(Role.PRIVATE, WHY_PRIVATE),
    Kind.PRIVATE: Answer(Role.PRIVATE, WHY_PRIVATE),
    Kind.SOMEBODY: Answer(Role.UNKNOWN, WHY_SOMEBODY),
    Kind.PUBLIC: OFFICIAL,
    Kind.AUTHORITY: OFFICIAL,
    Kind.INVITES: OFFICIAL,
    Kind.FIRM: Answer(Role.FIRM, WHY_FIRM),
    Kind.PLACE: Answer(Role.PLACE, WHY_PLACE),
}


def datum(finding: Finding) -> str:
    """The same for every writing of one datum; a post code with its town is many people's, each its own."""
    text = squash(finding.text).text
    if finding.entity_type == "SE_POSTAL_ADDRESS" and _POST_CODE.match(text):
        return f"{finding.layer}:{finding.span.start}"
    if finding.entity_type != "PHONE_NUMBER":
        return text
    return _COUNTRY.sub("0", re.sub(r"[^\d+]", "", text.replace("(0)", "")))


def agreed_on(
    group: Sequence[Finding], answers: Mapping[FindingId, Answer]
) -> Iterator[tuple[Finding, Answer]]:
    """One holder for all places of a datum: what stands beside it says more than what stands around it."""
    told = [answers[f.id] for f in group if answers[f.id].role is not Role.UNKNOWN]
    heard = [a for a in told if a.close] or told
    kinds = {a.role is Role.PRIVATE for a in heard}
    for finding in group:
        answer = answers[finding.id]
        if len(kinds) > 1:
            answer = Answer(Role.UNKNOWN, WHY_BOTH)
        elif heard and (answer.role is Role.UNKNOWN or (answer.role is Role.PRIVATE) not in kinds):
            answer = Answer(heard[0].role, WHY_ELSEWHERE)
        yield finding, answer
