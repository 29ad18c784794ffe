"""Decisions become a Plan: complete, ordered, disjoint. Nothing undecided gets in."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from redactor.decide import Item, SecretItems
from redactor.domain.document import Document, LayerId, LayerKind, Section, Span, TextLayer
from redactor.domain.records import PackVersion, Plan, Redaction
from redactor.domain.review import ACTOR_PROGRAM, Action, Decision, Finding, FindingId, Scope
from redactor.errors import FaultError, Words
from redactor.plan.cut import Cut, Instead, around, merge
from redactor.plan.items import hosted_cuts, item_cuts
from redactor.plan.mirrors import mirror_cuts
from redactor.plan.replacement import Placeholders, replacements

_SHOWN = frozenset(
    {
        LayerKind.BODY,
        LayerKind.HEADER,
        LayerKind.FOOTER,
        LayerKind.NOTE,
        LayerKind.ALT_TEXT,
        LayerKind.OUTLINE,
    }
)
"""Layers that a copy has words in. Other text goes with what carried it: comments, properties, pictures."""
_SEKRETESS = frozenset({"SEKRETESS_MARKER"})


def build(
    document: Document,
    sections: Sequence[Section],
    findings: Sequence[Finding],
    decisions: Sequence[Decision],
    items: Sequence[Item],
    packs: tuple[PackVersion, ...],
    placeholders: Placeholders,
) -> Plan:
    """Raises FaultError when a decision is missing or still `review`."""
    decision_of = {d.finding: d for d in decisions}
    if any(f.id not in decision_of or decision_of[f.id].action is Action.REVIEW for f in findings):
        raise FaultError(
            what=Words("planen har fynd utan beslut", "the plan has findings without a decision")
        )
    if any(item.action is Action.REVIEW for item in items):
        raise FaultError(
            what=Words("planen har ärenden utan beslut", "the plan has items without a decision")
        )
    secret = [(i, i.finding) for i in items if i.action is Action.REDACT and i.finding is not None]
    whole = _by_layer(_item_cuts(document, secret))
    mirrors = _by_layer(mirror_cuts(document, sections, secret))
    layers = {layer.id: layer for layer in document.layers}
    inline = _by_layer(_finding_cuts(layers, findings, decision_of))
    cuts: list[Cut] = []
    for layer in document.layers:
        cuts += _of_layer(layer, whole[layer.id], mirrors[layer.id], inline[layer.id])
    texts = replacements(cuts, placeholders)
    return Plan(
        document.id,
        packs,
        tuple(_redaction(cut, texts[cut.instead, placeholders.of(cut)], layers[cut.layer]) for cut in cuts),
        tuple(unread.at for unread in document.unread if unread.at is not None),
    )


def _item_cuts(document: Document, secret: Sequence[tuple[Item, FindingId]]) -> Iterator[Cut]:
    """Secret items and what hangs on them."""
    for item, finding in secret:
        yield from item_cuts(item, finding, document.layer(item.section.layer))
    finding_of = {item.section: finding for item, finding in secret}
    yield from hosted_cuts(document, SecretItems(item for item, _ in secret), finding_of)


def _finding_cuts(
    layers: Mapping[LayerId, TextLayer],
    findings: Sequence[Finding],
    decision_of: Mapping[FindingId, Decision],
) -> Iterator[Cut]:
    for finding in findings:
        decision = decision_of[finding.id]
        if decision.action is not Action.REDACT:
            continue
        scope = finding.evidence.scope
        # A marker goes with its item. Where a person says so it goes in any case, with its line.
        if scope not in (Scope.SPAN, Scope.LINE) and decision.actor == ACTOR_PROGRAM:
            continue
        span = finding.span
        if scope is not Scope.SPAN:
            span = _paragraph(layers[finding.layer], span)
        instead = Instead.INLINE if finding.entity_type in _SEKRETESS else Instead.PERSONAL
        yield Cut(
            finding.layer,
            span,
            finding.id,
            instead,
            entity_type=finding.entity_type,
            own_text=finding.evidence.placeholder,
        )


def _paragraph(layer: TextLayer, span: Span) -> Span:
    """The paragraph (all its lines) that a finding stands in."""
    blocks = layer.blocks
    first = bisect_right(blocks, span.start, key=lambda b: b.span.end)
    last = bisect_left(blocks, span.end, key=lambda b: b.span.start) - 1
    if last < first:
        return span
    # Paragraphs are numbered in the text's order.
    first = bisect_left(blocks, blocks[first].paragraph, key=lambda b: b.paragraph)
    last = bisect_right(blocks, blocks[last].paragraph, key=lambda b: b.paragraph) - 1
    return Span(min(blocks[first].span.start, span.start), max(blocks[last].span.end, span.end))


def _by_layer(cuts: Iterable[Cut]) -> dict[LayerId, list[Cut]]:
    found: dict[LayerId, list[Cut]] = defaultdict(list)
    for cut in cuts:
        found[cut.layer].append(cut)
    return found


def _of_layer(
    layer: TextLayer, whole: Sequence[Cut], mirrors: Sequence[Cut], inline: Sequence[Cut]
) -> list[Cut]:
    """Disjoint cuts in order: items first, then their headings elsewhere, then single data."""
    taken = list(_disjoint(whole))
    taken = _sorted([*taken, *around(taken, _disjoint(mirrors))])
    rest = around(taken, _sorted(inline))
    # A name over two lines of a row that goes leaves its line break: nothing to set a placeholder for.
    merged = merge((cut for cut in rest if any(map(str.isalnum, cut.span.cut(layer.text)))), layer.text)
    return _sorted([*taken, *around(taken, merged)])


def _sorted(cuts: Iterable[Cut]) -> list[Cut]:
    return sorted(cuts, key=lambda cut: cut.span)


def _disjoint(cuts: Iterable[Cut]) -> Iterator[Cut]:
    """Of two that overlap the first keeps the common part, and the wider of two that begin together."""
    at = 0
    for cut in sorted(cuts, key=lambda cut: (cut.span.start, -cut.span.end)):
        if cut.span.end > at:
            yield replace(cut, span=Span(max(at, cut.span.start), cut.span.end))
            at = cut.span.end


def _redaction(cut: Cut, text: str, layer: TextLayer) -> Redaction:
    replacement = text if layer.kind in _SHOWN else ""
    return Redaction(cut.finding, cut.layer, cut.span, layer.anchors_of(cut.span), replacement, cut.mode)
