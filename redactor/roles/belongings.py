"""Properties and vehicles: registers are public, but a home's designation and a private car lead to a
person."""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from redactor.domain.document import Span
from redactor.domain.folding import folded_text
from redactor.domain.review import Action, Finding, FindingId, Role
from redactor.roles.voices import NEVER_PUBLIC, Voices

PROPERTY, VEHICLE = "SE_FASTIGHETSBETECKNING", "SE_VEHICLE_REGISTRATION"
_HOMES = frozenset({"SE_STREET_ADDRESS", "SE_POSTAL_ADDRESS"})

_ABOUT_LAND = re.compile(
    r"(?i)(?<![^\W\d_])(?:(?:bygg|mark|rivnings)lov|detaljplan|översiktsplan|plan(?:besked|uppdrag"
    r"|ändring)|förhandsbesked"
    r"|strandskydd|(?:start|slut)besked|tillbyggnad|nybyggnad|avstyckning|fastighetsreglering"
    r"|markanvisning|avlopp"
    r"|byggsanktion|arrende|servitut|lantmäteri|tomtköp|lagfart)"
)
_WHY_HOME = "Fastighetsbeteckningen står i en enskilds adressuppgifter och visar var personen bor."
_WHY_SERVICE = "Fordonet används i en verksamhet, och ingen enskild nämns intill."

SERVICE = re.compile(
    r"(?i)(?<![^\W\d_])(?:(?:tjänste|pool|leasing|brand|sop|plog|sop|driv|service|arbets|skol)(?:bil"
    r"|fordon|buss)(?:en|ar|arna|et)?"
    r"|(?:[\w-]{2,20})?(?:kommun|bolag|förvaltning|verksamhet|enhet|förening|hemtjänst|räddningstjänst"
    r"|avdelning|kontor|region"
    r"|vaktmästeri|parkavdelning|driftavdelning)(?:en|et)?s|rondör(?:en|er|erna)?s?|vaktmästar(?:e|en"
    r"|na)s?|hemtjänsten"
    r"|räddningstjänsten|ambulans(?:en)?|polisbil(?:en)?|fordonspark(?:en)?)(?![^\W\d_])"
)
"""What says of a vehicle near by that it is no private person's."""


def at_home(finding: Finding, group: Sequence[Finding], text: str, public: Collection[FindingId]) -> Finding:
    """A property's designation, for a person to decide on where it stands with a home's address in a document
    that is not about buildings and land."""
    if finding.evidence.action is not Action.KEEP or _ABOUT_LAND.search(folded_text(text)):
        return finding
    if not any(member.entity_type in _HOMES and member.id not in public for member in group):
        return finding
    evidence = replace(finding.evidence, action=Action.REVIEW, why=_WHY_HOME)
    return replace(finding, role=Role.PRIVATE, evidence=evidence)


def in_service(finding: Finding, text: str, own: Span, heard: Voices) -> Finding:
    """A vehicle's plate, kept where its sentence `own` speaks of a vehicle in service, of nobody after."""
    found = [m.end() for m in SERVICE.finditer(folded_text(text[own.start : finding.span.start]))]
    somebody = [v.span for v in heard.within(own.start, own.end) if v.kind in NEVER_PUBLIC]
    if not found or any(s.start >= own.start + found[-1] for s in somebody):
        return finding
    evidence = replace(finding.evidence, action=Action.KEEP, why=_WHY_SERVICE)
    return replace(finding, role=Role.FIRM, evidence=evidence)
