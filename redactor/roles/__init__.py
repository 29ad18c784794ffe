"""Who is public here, and what follows for each name, address, phone, mail and account (swedish.md, Persons).

A name is public because the same document makes it so: attendance, party tag, title, signature, mail at the
authority. It is private because a label, an identity number, a home address or kinship says so. Where both
hold, a person decides.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from redactor.domain.document import Document, LayerId, Section, Span
from redactor.domain.review import Finding, Role
from redactor.recognizers.persons import named
from redactor.recognizers.persons.cues import Cue
from redactor.roles.contacts import CONTACTS, Contacts
from redactor.roles.people import People, people
from redactor.roles.reading import Reading
from redactor.roles.roster import Entry, Key, Roster, key_of

__all__ = ["People", "assign", "people", "public_names"]

_PERSON = "PERSON"
_BOTH = "Namnet anges som privatperson men finns också bland förtroendevalda eller tjänstemän i dokumentet."
_ELSEWHERE = "Namnet anges som privatperson på annan plats i dokumentet."
_FIRM = "Namnet är en del av namnet på ett företag, en stiftelse eller en plats."
_NOTHING = "Ingenting i dokumentet visar vem namnet tillhör."
_SUSPECT = (Cue.APPLICATION, Cue.VERB, Cue.TOPIC)
_WHY = {
    Cue.BARE: "Ingenting i dokumentet visar vem namnet tillhör, och texten handlar om enskildas ärenden.",
    Cue.LABEL: "Namnet står efter en ledtext som anger en privatperson.",
    Cue.SHARED_LABEL: "Namnet står efter en ledtext som anger en sökande eller ägare.",
    Cue.NUMBER: "Namnet står intill ett personnummer eller födelsedatum.",
    Cue.ADDRESS: "Namnet står intill en bostadsadress.",
    Cue.CARE_OF: "Namnet står i en bostadsadress.",
    Cue.KIN: "Namnet står efter ett ord för en anhörig eller en enskild i ett ärende.",
    Cue.APPLICATION: "Namnet står i en ansökan eller ett ärende om en enskild.",
    Cue.TOPIC: "Namnet står som det ärendet handlar om.",
    Cue.VERB: "Personen ansöker, överklagar eller bor någonstans enligt texten.",
    Cue.NEUTRAL: "Namnet står efter en ledtext för namn.",
}


def assign(people: People, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings with a role, and why, where one can be told: names first, then what follows the holder."""
    persons = _Persons(people.readings, people.roster, findings)
    told = tuple(persons.role(f) if f.entity_type == _PERSON else f for f in findings)
    if not any(f.entity_type in CONTACTS for f in told):
        return told
    contacts = Contacts(people.document, told, people.readings, people.roster)
    return contacts.roles(told)


def public_names(document: Document, sections: Sequence[Section]) -> frozenset[str]:
    """Names that the document itself makes public, as written there."""
    return frozenset(people(document, sections).roster.names)


class _Persons:
    """Cues at names, and which names a cue calls private anywhere in the document."""

    def __init__(
        self, readings: Mapping[LayerId, Reading], roster: Roster, findings: Sequence[Finding]
    ) -> None:
        self._roster = roster
        self._cues: dict[tuple[LayerId, int], list[tuple[Span, Cue]]] = {}
        self._firms: dict[LayerId, list[Span]] = {}
        self._private: set[Key] = set()
        for layer in {f.layer for f in findings if f.entity_type == _PERSON}:
            if layer in readings:
                self._read(layer, readings[layer])

    def _read(self, layer: LayerId, reading: Reading) -> None:
        names = reading.names
        for name in named(names):
            span = reading.source(name.span)
            self._cues.setdefault((layer, span.end // _BUCKET), []).append((span, name.cue))
            if name.cue.private:
                self._private.add(key_of(name.span.cut(names.text)))
        self._firms[layer] = [reading.source(r.span) for r in names.runs if names.is_organisation(r)]

    def role(self, finding: Finding) -> Finding:
        """The finding with the role of the one who bears the name."""
        key = key_of(finding.text)
        cue = self._cue(finding)
        private = cue is not None and cue.private
        entry = self._roster.find(key, near=cue in (None, Cue.NEUTRAL, Cue.BARE)) if key else None
        if private and entry is not None and (entry.firm and len(key) > 1):
            return _with(finding, Role.UNKNOWN, _BOTH)
        if private and cue is not None:
            return _with(finding, Role.PRIVATE, _WHY[cue])
        return self._unlabelled(finding, key, cue, entry)

    def _unlabelled(self, finding: Finding, key: Key, cue: Cue | None, entry: Entry | None) -> Finding:
        private = key in self._private or (
            key and key[-1].endswith("s") and (*key[:-1], key[-1][:-1]) in self._private
        )
        if entry is not None:
            if private and not entry.firm:
                return _with(finding, Role.PRIVATE, _ELSEWHERE)
            if private or (not entry.firm and cue in _SUSPECT):
                return _with(finding, Role.UNKNOWN, _BOTH)
            return _with(finding, entry.role, entry.why)
        if any(s.overlaps(finding.span) for s in self._firms.get(finding.layer, ())):
            return _with(finding, Role.FIRM, _FIRM)
        if private:
            return _with(finding, Role.PRIVATE, _ELSEWHERE)
        return _with(finding, Role.UNKNOWN, _NOTHING if cue is None else _WHY[cue])

    def _cue(self, finding: Finding) -> Cue | None:
        """The surest cue at the finding's place."""
        first, last = finding.span.start // _BUCKET, finding.span.end // _BUCKET
        near = (c for b in range(first, last + 2) for c in self._cues.get((finding.layer, b), ()))
        return max(
            (cue for span, cue in near if span.overlaps(finding.span)), key=lambda c: c.value, default=None
        )


_BUCKET = 256
"""Cues are kept by place in steps of so many characters, so that asking is not linear in their number."""


def _with(finding: Finding, role: Role, why: str) -> Finding:
    return replace(finding, role=role, evidence=replace(finding.evidence, why=why))
