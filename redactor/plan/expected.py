"""What verification holds the copy against: the strings that must be gone, and what stays on purpose.

As removal.md, "True of every copy", 2: the texts of findings with the parts of names, headings of secret
items, and every run of five words of removed text that the kept text does not hold too.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from redactor.decide import Item
from redactor.domain.document import TECHNICAL, Document, LayerId, LayerKind, TextLayer
from redactor.domain.folding import folded_text
from redactor.domain.records import PLACEHOLDER, Expected, Kept, Plan, Redaction, Secret, SecretKind
from redactor.domain.review import Action, Decision, Finding, FindingId
from redactor.verify.search import Search

SHINGLE = 5
"""Words."""
PART = 4
"""Letters; a name's part this long identifies by itself."""

_WORD = re.compile(r"\w+")
_NAME_PART = re.compile(rf"[^\W\d_]{{{PART},}}")
_PLACEHOLDER_WORDS = frozenset(PLACEHOLDER.casefold().split())
_UNSEEN = frozenset({LayerKind.HIDDEN, LayerKind.COMMENT, LayerKind.FIELD, LayerKind.DELETED})
_NAMES = frozenset({"PERSON"})
_EVERYWHERE = frozenset({"SE_PERSONNUMMER", "SE_SAMORDNINGSNUMMER", "SE_RESERVNUMMER", "TERM"})
_NUMBERS = frozenset(
    {
        "SE_PERSONNUMMER",
        "SE_SAMORDNINGSNUMMER",
        "SE_RESERVNUMMER",
        "SE_BANK_ACCOUNT",
        "SE_BANKGIRO",
        "SE_PLUSGIRO",
        "PHONE_NUMBER",
        "CREDIT_CARD",
        "BIRTH_DATE",
    }
)


def expected(
    document: Document,
    findings: Sequence[Finding],
    decisions: Sequence[Decision],
    items: Sequence[Item],
    plan: Plan,
) -> Expected:
    """Made from the settled decisions and the plan they led to."""
    action = {d.finding: d.action for d in decisions}
    cuts: dict[LayerId, list[Redaction]] = {}
    for redaction in plan.redactions:
        cuts.setdefault(redaction.layer, []).append(redaction)
    kept_texts = [text for layer in document.layers for text in _kept_texts(layer, cuts.get(layer.id, ()))]
    secrets = {
        (s.kind, s.text): s
        for s in (
            *_of_findings(f for f in findings if action[f.id] is Action.REDACT),
            *_of_headings(document, items),
            *_of_removed_text(document, plan, kept_texts),
        )
    }
    kept = tuple(
        Kept(f.entity_type, folded_text(f.text))
        for f in findings
        if action[f.id] is Action.KEEP or _stays(f, cuts)
    )
    never = _never_kept(findings, action)
    gone = tuple(_gone(document, plan))
    return Expected(plan, tuple(_with_kept(tuple(secrets.values()), never, kept_texts)), kept, gone)


def _gone(document: Document, plan: Plan) -> Iterator[str]:
    """The text of every redaction, and what the document does not display."""
    texts = {layer.id: layer.text for layer in document.layers}
    for redaction in plan.redactions:
        yield redaction.span.cut(texts[redaction.layer])
    for layer in document.layers:
        if layer.kind in _UNSEEN:
            yield layer.text


def _never_kept(findings: Iterable[Finding], action: Mapping[FindingId, Action]) -> frozenset[str]:
    """Identity numbers and terms go everywhere: where one still stands the plan overlooked it."""
    texts: dict[Action, set[str]] = {Action.REDACT: set(), Action.KEEP: set()}
    for finding in findings:
        if finding.entity_type in _EVERYWHERE:
            texts[action[finding.id]].add(folded_text(finding.text).strip())
    return frozenset(texts[Action.REDACT] - texts[Action.KEEP])


def _stays(finding: Finding, cuts: Mapping[LayerId, Sequence[Redaction]]) -> bool:
    """A marker whose item goes may stay itself: a group's heading, a column's, a legend."""
    if finding.entity_type != "SEKRETESS_MARKER":
        return False
    own = cuts.get(finding.layer, ())
    i = bisect_right(own, finding.span.start, key=lambda r: r.span.end)
    return i == len(own) or not own[i].span.overlaps(finding.span)


def _with_kept(
    secrets: tuple[Secret, ...], never: frozenset[str], kept_texts: Iterable[str]
) -> Iterator[Secret]:
    search = Search(secrets)
    counts = [0] * len(secrets)
    for text in kept_texts:
        for index, count in search.count(text).items():
            counts[index] += count
    for secret, count in zip(secrets, counts, strict=True):
        yield replace(secret, kept=0 if secret.text in never else count)


def _kept_texts(layer: TextLayer, cuts: Iterable[Redaction]) -> Iterator[str]:
    """What stays of a layer, between the cuts."""
    at = 0
    for redaction in cuts:
        yield layer.text[at : redaction.span.start]
        at = redaction.span.end
    yield layer.text[at:]


def _of_findings(findings: Iterable[Finding]) -> Iterator[Secret]:
    for finding in findings:
        text = folded_text(finding.text).strip()
        if not text or finding.entity_type == "SEKRETESS_MARKER":
            continue
        has_digit = any(c.isdigit() for c in text)
        if finding.entity_type in _NUMBERS and has_digit:
            yield Secret(SecretKind.DIGITS, text)
        elif finding.entity_type in _NAMES or (finding.entity_type == "TERM" and not has_digit):
            yield Secret(SecretKind.NAME, text)
            for part in _NAME_PART.findall(text):
                # A word of the placeholder tells nobody's name, and stands wherever one does.
                if part.casefold() not in _PLACEHOLDER_WORDS:
                    yield Secret(SecretKind.NAME, part)
        else:
            yield Secret(SecretKind.TEXT, text)


def _of_headings(document: Document, items: Iterable[Item]) -> Iterator[Secret]:
    for item in items:
        if item.action is Action.REDACT and item.section.heading is not None:
            heading = folded_text(item.section.heading.cut(document.layer(item.section.layer).text)).strip()
            # A heading such as `Sekretess` tells nothing that the placeholder does not.
            if heading.casefold() not in PLACEHOLDER.casefold():
                yield Secret(SecretKind.TEXT, heading)


def _of_removed_text(document: Document, plan: Plan, kept_texts: Iterable[str]) -> Iterator[Secret]:
    kept = {shingle for text in kept_texts for shingle in _shingles(text)}
    for redaction in plan.redactions:
        layer = document.layer(redaction.layer)
        # What software writes stands elsewhere too and tells nothing.
        if layer.kind in TECHNICAL:
            continue
        removed = redaction.span.cut(layer.text)
        for shingle in _shingles(removed):
            if shingle not in kept:
                yield Secret(SecretKind.BODY, " ".join(shingle))


def _shingles(text: str) -> Iterator[tuple[str, ...]]:
    words = _WORD.findall(folded_text(text).casefold())
    for i in range(len(words) - SHINGLE + 1):
        yield tuple(words[i : i + SHINGLE])
