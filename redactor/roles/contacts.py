"""Whose an address, a phone number, a mail address or an account is: it follows the one it stands beside.

Nearest first: the words and names before it in its sentence, then what stands with it (`Kansliet: Storgatan
1, 08-465 004 00, kansliet@example.com` reaches one holder), then its row, then the lines above and below.
An office or a firm holds what is linked to it by labels alone; further off only where nobody private is near.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from redactor.domain.document import Document, LayerId, Span
from redactor.domain.folding import folded_text
from redactor.domain.review import Finding, FindingId, Role
from redactor.roles import contact_words as words
from redactor.roles.answers import (
    ANSWERS,
    OFFICIAL,
    UNKNOWN,
    WHY_AT_HOME,
    WHY_OWN_ACCOUNT,
    WHY_PAID,
    WHY_PROVIDER,
    Answer,
    agreed_on,
    datum,
)
from redactor.roles.belongings import PROPERTY, VEHICLE, at_home, in_service
from redactor.roles.domains import is_authority, is_function, named_after, private_provider
from redactor.roles.groups import CONTACTS, groups
from redactor.roles.lines import Lines, lines
from redactor.roles.reading import Reading
from redactor.roles.roster import Roster, key_of
from redactor.roles.voices import NEVER_PUBLIC, Kind, Voice, Voices, linked, sentence, voices
from redactor.roles.words import title_after, title_before, title_line

HELD = CONTACTS | {VEHICLE}
"""What has a holder of its own; a property has one only beside a home's address."""
_ADDRESSES = frozenset({"SE_STREET_ADDRESS", "SE_POSTAL_ADDRESS"})
_ACCOUNTS = frozenset({"SE_PLUSGIRO", "SE_BANK_ACCOUNT", "IBAN_CODE"})
_GIROS = frozenset({"SE_BANKGIRO", *_ACCOUNTS})
_NO_PERSON = frozenset({Role.FIRM, Role.PLACE})

_LABEL_REACH = 60
"""Characters before a datum in which its label stands."""
_PLACE_REACH = 50
_AFTER = re.compile(r" ?\([^()\n]{1,40}\)")
_FROM = re.compile(r"(?i)(?<!\w)(?:från|ifrån)[ :]*$")
"""Before what somebody called or wrote from: it is not the reader's."""
_ADDRESSEE = re.compile(
    rf"{words.AUTHORITY.pattern}(?:[ ,\n]{{1,3}}(?:i |vid )?(?-i:[A-ZÅÄÖ0-9])[\w-]*){{0,6}}[ ,\n]{{1,3}}$"
)


@dataclass(frozen=True, slots=True)
class _Told:
    """One layer's lines and voices, and for each contact in it those that reach the same holder, in order."""

    lines: Lines
    voices: Voices
    groups: Mapping[FindingId, Sequence[Finding]]

    def gap(self, start: int, end: int) -> str:
        return folded_text(self.lines.text[start:end])

    def before(self, finding: Finding) -> str:
        """The little that stands right before a finding."""
        return self.gap(max(finding.span.start - _LABEL_REACH, 0), finding.span.start)

    def is_row(self, i: int) -> bool:
        """Whether line `i` is a table's row of several cells."""
        return len({b.cell for b in self.lines.blocks[i] if b.cell}) > 1

    def around(self, i: int) -> list[Span]:
        """The lines near line `i` that are of its stretch: those above, nearest first, then those below."""
        return [self.lines.spans[n] for n in self.lines.around(i)]

    def nobody_private(self, i: int) -> bool:
        """Whether line `i` and those of its stretch speak of nobody but who is public."""
        return not any(self.voices.holds(s, NEVER_PUBLIC) for s in (self.lines.spans[i], *self.around(i)))


class Contacts:
    """Roles of addresses, phones, mail addresses and accounts in one document."""

    def __init__(
        self,
        document: Document,
        findings: Sequence[Finding],
        readings: Mapping[LayerId, Reading],
        roster: Roster,
    ) -> None:
        self._roster = roster
        by_layer: dict[LayerId, list[Finding]] = {}
        for finding in findings:
            by_layer.setdefault(finding.layer, []).append(finding)
        self._private = {
            key_of(f.text) for f in findings if f.entity_type == "PERSON" and f.role is Role.PRIVATE
        }
        self._domains = roster.domains | _of_bodies(findings, readings)
        self._layers: dict[LayerId, _Told] = {}
        for layer in document.layers:
            if layer.id in by_layer:
                own = by_layer[layer.id]
                heard = voices(readings.get(layer.id), own, roster)
                self._layers[layer.id] = _Told(lines(layer), heard, groups(layer.text, own, heard))

    def roles(self, findings: Sequence[Finding]) -> tuple[Finding, ...]:
        """The findings, those that are contacts with the role of their holder: one datum has one holder."""
        answers = {f.id: self._answer(f) for f in findings if f.entity_type in CONTACTS}
        same: dict[tuple[str, str], list[Finding]] = {}
        for finding in findings:
            if finding.id in answers:
                same.setdefault((finding.entity_type, datum(finding)), []).append(finding)
        agreed = {f.id: a for group in same.values() for f, a in agreed_on(group, answers)}
        public = {name for name, answer in agreed.items() if answer.role not in (Role.PRIVATE, Role.UNKNOWN)}
        return tuple(agreed[f.id].told(f) if f.id in agreed else self._belonging(f, public) for f in findings)

    def _belonging(self, finding: Finding, public: Collection[FindingId]) -> Finding:
        told = self._layers[finding.layer]
        if finding.entity_type == PROPERTY:
            return at_home(finding, told.groups[finding.id], told.lines.text, public)
        if finding.entity_type == VEHICLE:
            start = finding.span.start
            own = sentence(told.lines.text, told.lines.cell(told.lines.at(start), start), start)
            return in_service(finding, told.lines.text, own, told.voices)
        return finding

    def _answer(self, finding: Finding) -> Answer:
        told = self._layers[finding.layer]
        answer = self._itself(finding) or _labelled(told, finding)
        if answer is not None:
            return answer
        office = self._office(told, finding)
        beside = _beside(told, finding)
        if beside is None or (office is not None and beside.role is Role.UNKNOWN):
            return office or _in_row(told, finding) or _around(told, finding)
        return beside

    def _itself(self, finding: Finding) -> Answer | None:
        """What a mail address itself says."""
        if finding.entity_type != "EMAIL_ADDRESS":
            return None
        local, domain, name = _parts(finding)
        if private_provider(domain):
            return Answer(Role.PRIVATE, WHY_PROVIDER, close=True)
        if is_function(local):
            return replace(OFFICIAL, close=True)
        entry = self._roster.find(name, near=False)
        if entry is not None and entry.firm:
            return replace(OFFICIAL, close=True)
        return None

    def _office(self, told: _Told, finding: Finding) -> Answer | None:
        """What a mail address among those that reach the same holder says: it is an organisation's."""
        for member in told.groups[finding.id]:
            if member.entity_type != "EMAIL_ADDRESS" or finding.entity_type in _GIROS:
                continue
            local, domain, name = _parts(member)
            if private_provider(domain) or name in self._private:
                continue
            if is_function(local) or is_authority(domain) or domain in self._domains:
                return OFFICIAL
        return None


def _of_bodies(findings: Sequence[Finding], readings: Mapping[LayerId, Reading]) -> frozenset[str]:
    """Mail domains named after a municipality, an authority or a firm that the document speaks of."""
    domains = {_parts(f)[1] for f in findings if f.entity_type == "EMAIL_ADDRESS"}
    if not domains:
        return frozenset()
    persons = {
        w for f in findings if f.entity_type == "PERSON" and f.role not in _NO_PERSON for w in key_of(f.text)
    }
    runs = {
        run.span.cut(reading.names.text)
        for reading in readings.values()
        for run in reading.names.runs
        if persons.isdisjoint(key_of(run.span.cut(reading.names.text)))
    }
    return frozenset(d for d in domains if named_after(d, runs))


def _labelled(told: _Told, finding: Finding) -> Answer | None:
    """What stands right before a datum and says of it alone whose it is."""
    text, start = told.lines.text, finding.span.start
    if finding.entity_type in _ADDRESSES:
        before = told.gap(max(start - _PLACE_REACH, 0), start)
        if words.AT_PLACE.search(before) and not words.FETCHED.search(before):
            return replace(ANSWERS[Kind.PLACE], close=True)
        if _is_addressee(told, finding):
            return replace(OFFICIAL, close=True)
    if finding.entity_type in _GIROS and words.OWN_ACCOUNT.search(told.before(finding)):
        return Answer(Role.PRIVATE, WHY_OWN_ACCOUNT, close=True)
    group = told.groups[finding.id]
    at = group.index(finding)
    own = told.voices.within(group[at - 1].span.end, start) if at else ()
    if own:
        return replace(ANSWERS[own[-1].kind], close=True)
    note = _AFTER.match(text, finding.span.end)
    said = told.voices.within(*note.span()) if note else ()
    known = next((v for v in said if v.kind is not Kind.SOMEBODY and v.kind is not Kind.PLACE), None)
    return replace(ANSWERS[known.kind], close=True) if known else None


def _beside(told: _Told, finding: Finding) -> Answer | None:
    """What the datum's own sentence says: before it, nearest first, then behind it."""
    group = told.groups[finding.id]
    text, start, end = told.lines.text, group[0].span.start, group[-1].span.end
    i = told.lines.at(start)
    own = sentence(text, told.lines.cell(i, start), start)
    before = told.voices.within(own.start, start)
    sent = _FROM.search(told.before(group[0])) is not None
    weak: Answer | None = None
    for voice in reversed(before):
        if not _concerns(voice, finding) or (sent and voice.kind not in NEVER_PUBLIC):
            continue
        if voice.kind in NEVER_PUBLIC:
            return replace(_of_somebody(told, voice, before), close=True)
        gap = told.gap(voice.span.end, start)
        if voice.kind is Kind.INVITES or linked(gap):
            answer = _held(voice, finding, before, gap)
            return ANSWERS[Kind.SOMEBODY] if _is_field(told, voice, i) else answer
        weak = weak or _held(voice, finding, before, gap)
    behind = [v for v in told.voices.within(end, own.end) if v.kind in NEVER_PUBLIC]
    if any(v.kind is not Kind.SOMEBODY for v in behind):
        return replace(ANSWERS[Kind.PRIVATE], close=True)
    if title_before().search(told.before(group[0])) and finding.entity_type not in _ACCOUNTS:
        return replace(OFFICIAL, close=True)
    if finding.entity_type in _GIROS and words.PAID.search(told.gap(own.start, start)):
        return Answer(Role.FIRM, WHY_PAID)
    spot = weak is not None and weak.role is Role.PLACE
    if weak is None or behind or (finding.entity_type in _ADDRESSES and not spot):
        return None
    return weak if told.nobody_private(i) else None


def _of_somebody(told: _Told, voice: Voice, before: Sequence[Voice]) -> Answer:
    """The answer of a voice that is nobody public's: an unknown name is whose the sentence before it says.

    `Frågor besvaras av Siv Ek` tells everybody to turn to her; `Sökandens son Per Ek` speaks of private ones;
    `Hon nås på` of the one who was named last.
    """
    earlier = [v for v in before if v.span.end <= voice.span.start]
    if voice.kind is not Kind.SOMEBODY:
        return ANSWERS[voice.kind]
    invited = voice.name and earlier and earlier[-1].kind is Kind.INVITES
    if invited and linked(told.gap(earlier[-1].span.end, voice.span.start)):
        return OFFICIAL
    if not earlier and words.SHE.fullmatch(told.gap(voice.span.start, voice.span.end)):
        line = told.lines.spans[told.lines.at(voice.span.start)]
        earlier = [v for v in told.voices.within(line.start, voice.span.start) if v.name][-1:]
    private = any(v.kind is Kind.PRIVATE for v in earlier)
    return ANSWERS[Kind.PRIVATE if private else Kind.SOMEBODY]


def _is_field(told: _Told, voice: Voice, i: int) -> bool:
    """Whether a place is a field of what a private person filled in: what she names there may be her home."""
    leads = not told.gap(told.lines.spans[i].start, voice.span.start).strip(" *|")
    return voice.kind is Kind.PLACE and leads and not told.nobody_private(i)


def _concerns(voice: Voice, finding: Finding) -> bool:
    """Whether a voice can tell of the datum: of an account no place, of a bankgiro nobody unknown."""
    if voice.kind is Kind.PLACE:
        return finding.entity_type in _ADDRESSES
    return voice.kind is not Kind.SOMEBODY or finding.entity_type != "SE_BANKGIRO"


def _held(voice: Voice, finding: Finding, before: Sequence[Voice], gap: str) -> Answer:
    """The answer of a public voice, given all that its sentence says before the datum."""
    if finding.entity_type in _ADDRESSES:
        if any(v.kind is Kind.HOME for v in before):
            return replace(ANSWERS[Kind.HOME], close=True)
        if voice.kind is Kind.PLACE and any(v.kind in NEVER_PUBLIC for v in before):
            return ANSWERS[Kind.SOMEBODY]
    if voice.kind is Kind.PUBLIC and _may_be_own(finding) and not title_after().match(gap):
        return Answer(Role.UNKNOWN, WHY_AT_HOME)
    return replace(ANSWERS[voice.kind], close=True)


def _may_be_own(finding: Finding) -> bool:
    """Whether the datum beside a public name may be private all the same: a street, an account."""
    return finding.entity_type == "SE_STREET_ADDRESS" or finding.entity_type in _ACCOUNTS


def _in_row(told: _Told, finding: Finding) -> Answer | None:
    """What the other sentences of the line say, or the row's other cells: to the left, then to the right."""
    start = told.groups[finding.id][0].span.start
    i = told.lines.at(start)
    line, own = told.lines.spans[i], sentence(told.lines.text, told.lines.cell(i, start), start)
    left = reversed(told.voices.within(line.start, own.start))
    for voice in (*left, *told.voices.within(own.end, line.end)):
        if voice.kind is Kind.PLACE or not _concerns(voice, finding):
            continue
        if voice.kind in NEVER_PUBLIC:
            return ANSWERS[voice.kind]
        if finding.entity_type in _ADDRESSES and not told.is_row(i):
            continue  # a street in running text is what happened there
        if voice.kind in (Kind.PUBLIC, Kind.FIRM) or told.nobody_private(i):
            return _further(voice, finding)
    return None


def _around(told: _Told, finding: Finding) -> Answer:
    """What the lines around say, then a letterhead, then what an account is for."""
    start = told.groups[finding.id][0].span.start
    i = told.lines.at(start)
    line, around = told.lines.spans[i], told.around(i)
    header = words.HEADER.match(told.lines.text, line.start) is not None
    led = told.is_row(i) or linked(told.gap(line.start, start))
    for span in around:
        said = _line(told, span, finding, above=span.start < line.start)
        if said is not None and (said.role is Role.PRIVATE or (led and not header)):
            return said
    if led and not header and _in_letterhead(finding, (told.gap(s.start, s.end) for s in (line, *around))):
        return OFFICIAL
    return Answer(Role.FIRM, WHY_PAID) if finding.entity_type == "SE_BANKGIRO" else UNKNOWN


def _line(told: _Told, span: Span, finding: Finding, *, above: bool) -> Answer | None:
    """What another line says of the holder: its voice nearest to the datum."""
    text = told.gap(span.start, span.end)
    if finding.entity_type in _GIROS and words.ANOTHER_ACCOUNT.search(text):
        return None
    if above and title_line().fullmatch(text) and not _may_be_own(finding):
        return OFFICIAL
    heard = told.voices.within(span.start, span.end)
    for voice in reversed(heard) if above else heard:
        below = not above and finding.entity_type in _ADDRESSES and voice.kind not in NEVER_PUBLIC
        if not below and voice.kind is not Kind.PLACE and _concerns(voice, finding):
            return _further(voice, finding)
    return None


def _further(voice: Voice, finding: Finding) -> Answer:
    """The answer of a voice outside the datum's sentence."""
    if voice.kind is Kind.PUBLIC and _may_be_own(finding):
        return Answer(Role.UNKNOWN, WHY_AT_HOME)
    if finding.entity_type == "EMAIL_ADDRESS" and voice.kind not in NEVER_PUBLIC:
        return UNKNOWN  # nothing in the address itself is an office's
    return ANSWERS[voice.kind]


def _parts(finding: Finding) -> tuple[str, str, tuple[str, ...]]:
    """A mail address's local part and domain, and the name that the local part may be."""
    local, _, domain = folded_text(finding.text).casefold().rpartition("@")
    return local, domain, key_of(local.replace(".", " ").replace("_", " "))


def _is_addressee(told: _Told, finding: Finding) -> bool:
    """Whether an authority's name stands right before, as the first line of an address."""
    floor = max(finding.span.start - _LABEL_REACH, 0)
    named = _ADDRESSEE.search(told.gap(floor, finding.span.start))
    if named is None:
        return False
    return not any(v.name for v in told.voices.within(floor + named.start(), finding.span.start))


def _in_letterhead(finding: Finding, near: Iterable[str]) -> bool:
    """Whether a box or a web address near a datum without a holder makes it an authority's or a firm's."""
    if finding.entity_type in _GIROS or words.MOBILE.match(folded_text(finding.text)):
        return False
    return any(words.LETTERHEAD.search(line) for line in near)
