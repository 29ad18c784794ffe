"""Whose each name is: names in full first, then the parts of names that stand alone."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from redactor.domain.document import LayerId, Span
from redactor.domain.folding import folded_text
from redactor.domain.given_names import is_given
from redactor.domain.review import Finding, Role
from redactor.recognizers.persons import named
from redactor.recognizers.persons.bodies import is_body, is_body_word
from redactor.recognizers.persons.cues import Cue
from redactor.roles import words
from redactor.roles.attendance import Attendance, attendance
from redactor.roles.bearers import Bearer, Bearers, Place, initials_of, is_itemised, place_of
from redactor.roles.columns import Column
from redactor.roles.entries import Entry
from redactor.roles.people import People
from redactor.roles.places import is_place, places, stands_as_place
from redactor.roles.reading import Reading
from redactor.roles.roster import ATTENDS, IN_COLUMN, Key, announced, forms, has_party, key_of

_PERSON = "PERSON"
_BOTH = "Namnet anges som privatperson men finns också bland förtroendevalda eller tjänstemän i dokumentet."
_ELSEWHERE = "Namnet anges som privatperson på annan plats i dokumentet."
_FIRM = "Namnet är en del av namnet på ett företag, en stiftelse eller en plats."
_PLACE = "Namnet är en orts eller en plats i dokumentet."
_NOTHING = "Ingenting i dokumentet visar vem namnet tillhör."
_LABELS = (Cue.LABEL, Cue.SHARED_LABEL)
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
_WORDS = re.compile(r"[^\W\d_]+")
_OF_BODY = re.compile(
    r"[- ]{1,2}och [a-zåäö]{2,30}(?:nämnd|domstol|förvaltning|kontor|utskott|avdelning|verk)"
    r"(?:en|et|ens|ets)?(?!\w)"
)
_BEFORE = 90
"""Characters before a name in which a title stands."""
_BUCKET = 256
"""Cues are kept by place in steps of so many characters, so that asking is not linear in their number."""


class Persons:
    """Cues at names, and which names a cue calls private anywhere in the document."""

    def __init__(self, people: People, findings: Sequence[Finding]) -> None:
        self._people = people
        self._roster = people.roster
        self._cues: dict[tuple[LayerId, int], list[tuple[Span, Cue]]] = {}
        self._firms: dict[LayerId, list[Span]] = {}
        self._attendance: dict[LayerId, Attendance] = {}
        self._private: set[Key] = set()
        self._bearers = Bearers()
        self._places = places(reading.folded.text for reading in people.readings.values())
        self._itemised = is_itemised(people.sections)
        own = [f for f in findings if f.entity_type == _PERSON]
        for layer in {f.layer for f in own}:
            if layer in people.readings:
                self._read(layer, people.readings[layer])
        self._told = {finding.id: finding for finding in self._roles(own)}

    def _read(self, layer: LayerId, reading: Reading) -> None:
        names = reading.names
        for name in named(names):
            span = reading.source(name.span)
            self._cues.setdefault((layer, span.end // _BUCKET), []).append((span, name.cue))
            if name.cue.private:
                self._private.add(key_of(name.span.cut(names.text)))
        self._attendance[layer] = attendance(layer, reading, self._people.sections)
        self._firms[layer] = [reading.source(r.span) for r in names.runs if names.is_organisation(r)]

    def role(self, finding: Finding) -> Finding:
        """The finding with the role of the one who bears the name."""
        return self._told.get(finding.id, finding)

    def _roles(self, findings: Iterable[Finding]) -> Iterator[Finding]:
        """The longest names first, so that those who are meant by a part of one are known."""
        keyed = [(key_of(f.text), f) for f in findings]
        for key, finding in sorted(keyed, key=lambda pair: -len(pair[0])):
            place = self._place(finding)
            told = self._part(finding, key, place) if len(key) < 2 else None
            if told is None and key and self._roster.find(key, near=False) is None:
                told = self._part(finding, key, place) if self._bearers.of(key, place) else None
            if told is None:
                told = self._whole(finding, key)
                if len(key) > 1 and told.role is not None and told.role is not Role.FIRM:
                    self._bearers.add(key, told.role, place, told.evidence.why)
            yield told

    def _place(self, finding: Finding) -> Place:
        return place_of(finding.section) if self._itemised else None

    def _whole(self, finding: Finding, key: Key) -> Finding:
        cue = self._cue(finding)
        private = cue is not None and cue.private
        entry = self._roster.find(key, near=cue in (None, Cue.NEUTRAL, Cue.BARE)) if key else None
        if private and entry is not None and entry.firm:
            if cue in _LABELS and has_party(self._text(finding), finding.span.end):
                return _with(finding, entry.role, entry.why)
            return _with(finding, Role.UNKNOWN, _BOTH)
        if private and cue is not None:
            return _with(finding, Role.PRIVATE, _WHY[cue])
        if entry is None and (here := self._listed(finding)) is not None:
            return _with(finding, here.role, here.why)
        return self._unlabelled(finding, key, cue, entry)

    def _unlabelled(self, finding: Finding, key: Key, cue: Cue | None, entry: Entry | None) -> Finding:
        private = any(form in self._private for form in forms(key))
        if entry is not None:
            if private and not entry.firm:
                return _with(finding, Role.PRIVATE, _ELSEWHERE)
            if private or (not entry.firm and cue in _SUSPECT):
                return _with(finding, Role.UNKNOWN, _BOTH)
            return _with(finding, entry.role, entry.why)
        if private and not finding.text.endswith(("s", "S")):
            return _with(finding, Role.PRIVATE, _ELSEWHERE)
        if self._is_firm(finding):
            return _with(finding, Role.FIRM, _FIRM)
        if private:
            return _with(finding, Role.PRIVATE, _ELSEWHERE)
        if cue is None and self._is_body(finding):
            return _with(finding, Role.FIRM, _FIRM)
        return _with(finding, Role.UNKNOWN, _NOTHING if cue is None else _WHY[cue])

    def _part(self, finding: Finding, key: Key, place: Place) -> Finding:
        """A surname, a given name or initials alone: by what stands there, then by who bears it."""
        cue = self._cue(finding)
        if cue is not None and cue.private:
            return _with(finding, Role.PRIVATE, _WHY[cue])
        if (here := self._acts_here(finding)) is not None:
            return _with(finding, here.role, here.why)
        if self._is_within_firm(finding):
            return _with(finding, Role.FIRM, _FIRM)
        bearer = self._bearer(finding, key, place)
        if bearer is None and self._is_at_work(finding):
            bearer = self._bearers.public(key)
        if bearer is not None:
            return _with(finding, bearer.role, bearer.why or _BOTH)
        if any(form in self._private for form in forms(key)):
            return _with(finding, Role.PRIVATE, _ELSEWHERE)
        if self._is_place(finding):
            return _with(finding, Role.PLACE, _PLACE)
        if self._is_firm(finding):
            return _with(finding, Role.FIRM, _FIRM)
        if cue is None and self._is_body(finding):
            return _with(finding, Role.FIRM, _FIRM)
        entry = self._roster.surname(key) if key else None
        if entry is not None and cue not in _SUSPECT:
            return _with(finding, entry.role, entry.why)
        return _with(finding, Role.UNKNOWN, _NOTHING if cue is None else _WHY[cue])

    def _acts_here(self, finding: Finding) -> Entry | None:
        """Whether a title, an office or a party right beside the part of a name makes it public there."""
        if (listed := self._listed(finding)) is not None:
            return listed
        text = self._text(finding)
        return announced(folded_text(text[max(0, finding.span.start - _BEFORE) : finding.span.start]))

    def _is_at_work(self, finding: Finding) -> bool:
        """Whether what stands beside a part of a name shows its bearer at work: an act, or a signature."""
        text = self._text(finding)
        before = text[max(0, finding.span.start - _BEFORE) : finding.span.start]
        return (
            words.acts_after().match(text, finding.span.end) is not None
            or words.works_after().match(text, finding.span.end) is not None
            or words.signed_before().search(before) is not None
        )

    def _text(self, finding: Finding) -> str:
        return self._people.document.layer(finding.layer).text

    def _is_firm(self, finding: Finding) -> bool:
        return any(s.overlaps(finding.span) for s in self._firms.get(finding.layer, ()))

    def _is_place(self, finding: Finding) -> bool:
        """Whether one word that nobody here bears is a place's, by its column or elsewhere."""
        word = folded_text(finding.text)
        if _WORDS.fullmatch(word) is None or is_given(word):
            return False
        if self._column(finding) is Column.PLACE:
            return True
        return is_place(word, self._places) and stands_as_place(self._text(finding), finding.span)

    def _is_within_firm(self, finding: Finding) -> bool:
        """Whether more words than the finding's are the firm's name (`Café Gunnel`)."""
        own = self._firms.get(finding.layer, ())
        return any(s.contains(finding.span) and len(s) > len(finding.span) for s in own)

    def _is_body(self, finding: Finding) -> bool:
        """Whether its words name a body (`Livsby Livs`) or begin its name (`Kretslopp och vatten-`)."""
        own = _WORDS.findall(folded_text(finding.text))
        if not own or any(is_given(word) and not is_body_word(word) for word in own):
            return False
        text = self._text(finding)
        return (len(own) > 1 and is_body(own)) or _OF_BODY.match(text, finding.span.end) is not None

    def _listed(self, finding: Finding) -> Entry | None:
        """Whether it stands where members and officials are listed."""
        if self._column(finding) is Column.OFFICE:
            return IN_COLUMN
        listed = self._attendance.get(finding.layer)
        if listed is None:
            return None
        text = self._text(finding)
        return ATTENDS if listed.lists(text, finding.span, finding.span) else None

    def _bearer(self, finding: Finding, key: Key, place: Place) -> Bearer | None:
        if key:
            return self._bearers.of(key, place)
        letters = initials_of(finding.text)
        return self._bearers.initialled(letters, place) if len(letters) > 1 else None

    def _column(self, finding: Finding) -> Column | None:
        reading = self._people.readings.get(finding.layer)
        return reading.columns.of(finding.span) if reading is not None else None

    def _cue(self, finding: Finding) -> Cue | None:
        """The surest cue at the finding's place."""
        if self._column(finding) is Column.PRIVATE and not self._is_firm(finding):
            return Cue.LABEL
        first, last = finding.span.start // _BUCKET, finding.span.end // _BUCKET
        near = (c for b in range(first, last + 2) for c in self._cues.get((finding.layer, b), ()))
        return max(
            (cue for span, cue in near if span.overlaps(finding.span)), key=lambda c: c.value, default=None
        )


def _with(finding: Finding, role: Role, why: str) -> Finding:
    return replace(finding, role=role, evidence=replace(finding.evidence, why=why))
