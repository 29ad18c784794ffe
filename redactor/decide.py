"""Findings, a profile and people's decisions become one decision each, with its reason and its law.

Order of say: a secret item takes all that stands in it; then a person's decision; then the role of the
one the datum belongs to; then the rule.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from redactor.domain.document import Document, LayerId, Section, SectionKind, Span, TextLayer
from redactor.domain.folding import squash
from redactor.domain.records import PLACEHOLDER
from redactor.domain.review import (
    ACTOR_PROGRAM,
    Action,
    Certainty,
    Decision,
    Finding,
    FindingId,
    Profile,
    Role,
    Scope,
)
from redactor.errors import UsageError, Words
from redactor.structure.repeats import pages
from redactor.structure.whole import whole


class OnReview(StrEnum):
    """What happens to findings that need a person when nobody is there."""

    REDACT = "redact"
    STOP = "stop"
    KEEP = "keep"


@dataclass(frozen=True, slots=True)
class Item:
    """An item of the document and what happens to it; `finding` is what made it secret.

    `settled` as in Decision.
    """

    section: Section
    action: Action
    finding: FindingId | None
    rule: str | None
    law: str | None
    why: str
    settled: bool = False


_PERSONAL_BY_ROLE = frozenset(
    {
        "PERSON",
        "EMAIL_ADDRESS",
        "PHONE_NUMBER",
        "IBAN_CODE",
        "SE_STREET_ADDRESS",
        "SE_POSTAL_ADDRESS",
        "SE_BANK_ACCOUNT",
        "SE_BANKGIRO",
        "SE_PLUSGIRO",
    }
)
_PUBLIC_ROLES = frozenset({Role.ELECTED, Role.OFFICIAL, Role.PUBLIC_FIGURE, Role.FIRM, Role.PLACE})
_MARKER = "SEKRETESS_MARKER"
_NEVER_PERSONAL = frozenset({"SE_ORGANISATIONSNUMMER", _MARKER})
_GRAVITY = {Action.KEEP: 0, Action.REVIEW: 1, Action.REDACT: 2}
_ATTACHMENT_NUMBER = re.compile(r"bilag(?:a|or|an)\s+([0-9]{1,3}|[A-ZÅÄÖ])\b", re.IGNORECASE)
_ATTACHMENT = re.compile(r"\W*bilag", re.IGNORECASE)
_OF_ITEM = re.compile(
    r"\b(?:till|för|i)\s+(?:§+|ärende|punkt|p\.)\s*([0-9]{1,4}(?:[./][0-9]{1,4})?)", re.IGNORECASE
)
_REACHING = frozenset({Scope.ITEM, Scope.ATTACHMENT, Scope.DOCUMENT})
_ITEMS = frozenset(
    {SectionKind.ITEM, SectionKind.ROW, SectionKind.HEADING, SectionKind.ATTACHMENT, SectionKind.PASSAGE}
)

INSIDE_ITEM = "Uppgiften står i ett ärende som tas bort i sin helhet."
STRICT = "Profilen strikt tar bort alla personuppgifter."
NO_MARKER = "Ärendet har ingen sekretessmarkering."
ATTACHED = "Bilagan hör till ett ärende som tas bort."
UNSURE_END = (
    "Ärendet har en sekretessmarkering, men det är osäkert var det slutar: nästa rubrik kan höra dit."
)
NOTHING_LEFT = "Det som markeringen gäller är redan borttaget eller ingår inte i handlingen."


def decisions(
    findings: Sequence[Finding],
    sections: Sequence[Section],
    document: Document,
    profile: Profile,
    decided: Sequence[Decision] = (),
) -> tuple[tuple[Decision, ...], tuple[Item, ...]]:
    """One decision for each finding, in the findings' order, and one Item for each item of the document.

    `decided` are people's. Raises UsageError when one is about no finding of this document.
    """
    by_person = {d.finding: d for d in decided}
    unknown = by_person.keys() - {f.id for f in findings}
    if unknown:
        words = Words(
            f"{len(unknown)} beslut gäller fynd som inte finns i dokumentet",
            f"{len(unknown)} decisions are about findings that are not in the document",
        )
        raise UsageError(what=words)
    alone = {f.id: by_person.get(f.id) or _by_rule(f, profile) for f in findings}
    alone |= dict(_as_repeated(findings, alone, document))
    items, idle = _items(findings, sections, alone, document)
    for name in idle - by_person.keys():
        alone[name] = replace(alone[name], action=Action.KEEP, reason=NOTHING_LEFT)
    secret, places = SecretItems(items), Places(document)
    return tuple(_within(f, alone, secret, places) for f in findings), items


def settle(
    made: Iterable[Decision], items: Iterable[Item], on_review: OnReview
) -> tuple[tuple[Decision, ...], tuple[Item, ...]]:
    """Decisions and items without `review`: what `on_review` says stands instead (STOP is the caller's).

    An item whose marker holds and whose end alone is in doubt goes in any case, to the later end.
    """
    action = Action.KEEP if on_review is OnReview.KEEP else Action.REDACT
    settled = tuple(replace(d, action=action, settled=True) if d.action is Action.REVIEW else d for d in made)
    of_finding = {d.finding: d.action for d in settled}
    return settled, tuple(
        replace(i, action=of_finding[i.finding], settled=True)
        if i.action is Action.REVIEW and i.finding is not None
        else i
        for i in items
    )


def _by_rule(finding: Finding, profile: Profile) -> Decision:
    evidence = finding.evidence
    action, reason = evidence.action, evidence.why
    personal = finding.entity_type not in _NEVER_PERSONAL and evidence.scope is Scope.SPAN
    if profile is Profile.STRIKT and personal:
        if action is not Action.REDACT or finding.role in _PUBLIC_ROLES:
            reason = STRICT
        is_no_person = finding.entity_type == "PERSON" and finding.role in (Role.PLACE, Role.FIRM)
        action = Action.KEEP if is_no_person else Action.REDACT
    elif finding.entity_type in _PERSONAL_BY_ROLE and finding.role is not None:
        action = _by_role(finding.role, finding.certainty, action)
    return Decision(finding.id, action, evidence.law, ACTOR_PROGRAM, reason)


def _by_role(role: Role, certainty: Certainty, action: Action) -> Action:
    if role in _PUBLIC_ROLES:
        return Action.KEEP
    if role is Role.PRIVATE and certainty is Certainty.CERTAIN:
        return action
    return Action.REVIEW if action is Action.REDACT else action


def _as_repeated(
    findings: Sequence[Finding], alone: Mapping[FindingId, Decision], document: Document
) -> Iterator[tuple[FindingId, Decision]]:
    """Markers around the body in the words of their item's own are decided as that one."""
    hosted = {layer.id for layer in document.layers if layer.host is not None}
    own: dict[tuple[Section, str], list[Finding]] = {}
    repeated: list[tuple[Finding, tuple[Section, str]]] = []
    for finding in findings:
        if finding.entity_type != _MARKER or finding.section is None:
            continue
        said = finding.section, squash(finding.text).text
        if finding.layer == finding.section.layer:
            own.setdefault(said, []).append(finding)
        elif finding.layer not in hosted and alone[finding.id].actor == ACTOR_PROGRAM:
            repeated.append((finding, said))
    for finding, said in repeated:
        gravest = _gravest(own.get(said, ()), alone)
        if gravest is not None:
            decision = alone[gravest.id]
            yield (
                finding.id,
                Decision(finding.id, decision.action, decision.law, ACTOR_PROGRAM, decision.reason),
            )


def _items(
    findings: Sequence[Finding],
    sections: Sequence[Section],
    alone: Mapping[FindingId, Decision],
    document: Document,
) -> tuple[tuple[Item, ...], frozenset[FindingId]]:
    """The items, and the markers that have nothing left to take: what they speak of is gone or not here."""
    scoped = [f for f in findings if f.evidence.scope in _REACHING]
    marked = [s for s in sections if s.kind in _ITEMS]
    of = _markers_of(marked, scoped, document)
    placed = {f.id for own in of.values() for f in own}
    # A marker that no item claims is about the whole document, unless it speaks of an attachment elsewhere.
    homeless = [f for f in scoped if f.id not in placed and not _refers_to_attachment(f)]
    gravest = _gravest(homeless, alone)
    if gravest is not None and alone[gravest.id].action is not Action.KEEP:
        section = whole(document)
        return ((_item(section, gravest, alone[gravest.id]),) if section else ()), frozenset()
    found: list[Item] = []
    taking: set[FindingId] = set()
    for section in marked:
        own = [] if _is_redacted(section, document) else of[section]
        taking |= {f.id for f in own}
        gravest = _gravest(own, alone)
        if gravest is not None:
            found.append(_item(section, gravest, alone[gravest.id]))
        elif section.kind in (SectionKind.ITEM, SectionKind.ROW):
            found.append(Item(section, Action.KEEP, None, None, None, NO_MARKER))
    found += _attached(marked, found, alone, document)
    return tuple(found), frozenset(f.id for f in scoped if f.id not in taking)


def _refers_to_attachment(marker: Finding) -> bool:
    """`Se bilaga 2 (sekretess)`, not `Bilaga 2 - sekretess`: that one is the attachment itself."""
    return marker.evidence.scope is Scope.ATTACHMENT and _ATTACHMENT.match(marker.text) is None


def _attached(
    marked: Iterable[Section],
    found: Sequence[Item],
    alone: Mapping[FindingId, Decision],
    document: Document,
) -> Iterator[Item]:
    """Attachments whose heading names a secret item: `Bilaga 1 till § 5`, or its case number."""
    taken = {item.section for item in found}
    secret = [(i, alone[i.finding]) for i in found if i.action is not Action.KEEP and i.finding is not None]
    for section in marked:
        if section.kind is not SectionKind.ATTACHMENT or section in taken:
            continue
        line = section.heading.cut(document.layer(section.layer).text) if section.heading else ""
        named = {n.group(1) for n in _OF_ITEM.finditer(line)}
        for item, marker in secret:
            own = item.section
            if own.number in named or (own.case_number is not None and own.case_number in line):
                yield replace(item, section=section, action=marker.action, why=ATTACHED)
                break


def _markers_of(
    marked: Iterable[Section], scoped: Iterable[Finding], document: Document
) -> dict[Section, list[Finding]]:
    layers = {layer.id: layer for layer in document.layers}
    of_pages: dict[int, list[Finding]] = {}
    direct: dict[Section | None, list[Finding]] = {}
    others: list[Finding] = []
    for finding in scoped:
        in_item = finding.section is not None and finding.section.kind in _ITEMS
        if in_item and finding.evidence.scope is Scope.ITEM:
            direct.setdefault(finding.section, []).append(finding)
        elif finding.section is None and finding.evidence.scope is Scope.ITEM:
            # It stands at the edge of a page and speaks of what the page shows.
            page = layers[finding.layer].page_of(finding.span)
            of_pages.setdefault(-1 if page is None else page, []).append(finding)
        else:
            others.append(finding)
    return {
        s: [
            *direct.get(s, ()),
            *(f for f in others if _marks(f, s)),
            *(f for page in pages(s, layers[s.layer]) for f in of_pages.get(page, ())),
        ]
        for s in marked
    }


def _gravest(markers: Sequence[Finding], alone: Mapping[FindingId, Decision]) -> Finding | None:
    return max(markers, key=lambda f: _GRAVITY[alone[f.id].action], default=None)


def _item(section: Section, marker: Finding, decision: Decision) -> Item:
    """What the marker's decision does to the item. Where its end is in doubt a person must see it first."""
    action = decision.action
    why = decision.reason if decision.actor == ACTOR_PROGRAM else marker.evidence.why
    if section.ambiguous_end and action is Action.REDACT and decision.actor == ACTOR_PROGRAM:
        action, why = Action.REVIEW, UNSURE_END
    return Item(section, action, marker.id, marker.evidence.rule, decision.law, why)


def _is_redacted(section: Section, document: Document) -> bool:
    """An item that was taken out already, heading and body, is no finding any more."""
    text = document.layer(section.layer).text
    parts = [part for part in (section.heading, section.body) if part is not None]
    return bool(parts) and all(part.cut(text).strip(" *[]\n") == PLACEHOLDER for part in parts)


def _marks(marker: Finding, section: Section) -> bool:
    """Whether a marker outside this section speaks of it: one of its group, or of a list that names it."""
    own, scope = marker.section, marker.evidence.scope
    if scope is Scope.DOCUMENT or (own is None and scope is not Scope.ATTACHMENT):
        return False
    if scope is Scope.ATTACHMENT:
        return section.kind is SectionKind.ATTACHMENT and _is_attachment_of(marker, own, section)
    if own is not None and own.kind is SectionKind.GROUP:
        return own.layer == section.layer and section.group is not None and own.span.contains(section.group)
    return own is not None and own.kind is SectionKind.CONTENTS and tied(own, section)


def _is_attachment_of(marker: Finding, own: Section | None, attachment: Section) -> bool:
    """`Se bilaga 2 (sekretess)` means the attachment with that number, wherever it stands."""
    if own is not None and own.kind is SectionKind.ATTACHMENT:
        return own == attachment or tied(own, attachment)
    named = _ATTACHMENT_NUMBER.search(marker.text)
    if named is not None:
        return attachment.number is not None and named.group(1).casefold() == attachment.number.casefold()
    return own is not None and own.layer == attachment.layer and own.span.contains(attachment.span)


def tied(entry: Section, section: Section) -> bool:
    """Whether an entry of a list is about that item: the same number, and no other case number."""
    if entry.kind is SectionKind.ATTACHMENT and section.kind is not SectionKind.ATTACHMENT:
        return False
    if entry.case_number and section.case_number:
        return entry.case_number == section.case_number
    return entry.number is not None and entry.number == section.number


class Places:
    """Where findings and hosted layers stand in the end: a note's or a picture's place is its reference."""

    def __init__(self, document: Document) -> None:
        self._layers = {layer.id: layer for layer in document.layers}

    def of(self, layer_id: LayerId, span: Span) -> tuple[LayerId, Span]:
        """The outermost layer that a span of `layer_id` hangs on, and its place there."""
        seen: set[LayerId] = set()
        layer: TextLayer | None = self._layers.get(layer_id)
        while layer is not None and layer.host is not None and layer.id not in seen:
            seen.add(layer.id)
            layer_id, span = layer.host.layer, Span(layer.host.offset, layer.host.offset + 1)
            layer = self._layers.get(layer_id)
        return layer_id, span


class SecretItems:
    """The items that go, by place."""

    def __init__(self, items: Iterable[Item]) -> None:
        self._by_layer: dict[LayerId, list[Item]] = {}
        for item in sorted(items, key=lambda i: (i.section.span.start, -i.section.span.end)):
            own = self._by_layer.setdefault(item.section.layer, [])
            # A row or an attachment inside a secret item goes with the item.
            inside = bool(own) and own[-1].section.span.contains(item.section.span)
            if item.action is not Action.KEEP and not inside:
                own.append(item)
        every = (i for own in self._by_layer.values() for i in own)
        self._entire = next((i for i in every if i.section.kind is SectionKind.DOCUMENT), None)

    def of_document(self) -> Item | None:
        """The document itself, when it goes as a whole."""
        return self._entire

    def of(self, section: Section) -> Item | None:
        """The secret item that this section is; the document itself, when it goes as a whole."""
        own = self._by_layer.get(section.layer, ())
        return self._entire or next((item for item in own if item.section == section), None)

    def at(self, layer: LayerId, span: Span) -> Item | None:
        """The secret item whose text holds `span`; its number and case number stay and don't count."""
        entire = self.of_document()
        if entire is not None and layer != entire.section.layer:
            return entire
        items = self._by_layer.get(layer, [])
        i = bisect_right(items, span.start, key=lambda item: item.section.span.start) - 1
        if i < 0:
            return None
        section = items[i].section
        stays = (section.number_span, section.case_span)
        if not section.span.contains(span) or any(p is not None and p.contains(span) for p in stays):
            return None
        return items[i]


def _within(
    finding: Finding, alone: Mapping[FindingId, Decision], secret: SecretItems, places: Places
) -> Decision:
    decision = alone[finding.id]
    at = places.of(finding.layer, finding.span)
    section = finding.section
    if section is not None and at[0] == finding.layer != section.layer:
        item = secret.of(section)  # its line repeats the item
    else:
        item = secret.at(*at)
    if item is None or item.finding is None:
        return decision
    # The marker's word, not the item's: where the end alone is in doubt, what stands inside still goes.
    action = alone[item.finding].action
    if _GRAVITY[action] <= _GRAVITY[decision.action]:
        return decision
    return Decision(finding.id, action, item.law or decision.law, ACTOR_PROGRAM, INSIDE_ITEM)
