"""Overlapping hits become one, by union; what a surer reading of the same characters explains goes."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from redactor.analyzer.conditions import Placed
from redactor.domain.document import Span
from redactor.domain.review import Action, Certainty, Scope
from redactor.recognizers.patterns import PatternRules

TERM = "TERM"
PERSON = "PERSON"
MARKER = "SEKRETESS_MARKER"
_GRAVITY = {Action.KEEP: 0, Action.REVIEW: 1, Action.REDACT: 2}

Proposal = tuple[Scope, Action]
"""What the rule behind a hit proposes."""


def merged(hits: Iterable[Placed], proposal: Callable[[Placed], Proposal]) -> tuple[Placed, ...]:
    """One hit for each stretch of one entity and scope, in the layer's order. All of one layer.

    The union keeps the rule of its gravest, surest, highest hit. A hit that lies in one of another
    entity goes where that one is surer (a phone number in an organisationsnummer with a right check
    digit), but never a TERM, nothing in a name, and never what a pack's pattern found in something that
    would be kept.
    """
    groups: dict[tuple[str, Scope], list[Placed]] = {}
    for hit in hits:
        groups.setdefault((hit.hit.entity_type, proposal(hit)[0]), []).append(hit)
    united = [one for group in groups.values() for one in _united(group, proposal)]
    united = list(_beside_markers(united))
    united.sort(key=lambda p: (p.hit.span, p.hit.entity_type, p.hit.reason))
    return tuple(_unexplained(united, proposal))


def _beside_markers(united: Sequence[Placed]) -> Iterator[Placed]:
    """Names without the words of a marker: `Elsa Ek SEKRETESS` names Elsa Ek."""
    markers = sorted(p.hit.span for p in united if p.hit.entity_type == MARKER)
    for placed in united:
        if placed.hit.entity_type != PERSON:
            yield placed
            continue
        # What is a marker from end to end is a name that marks its item as somebody's own.
        parts = tuple(_around(placed, markers)) or (placed.hit.span,)
        yield from (_over(placed, part) for part in parts)


def _around(placed: Placed, markers: Sequence[Span]) -> Iterator[Span]:
    """What of the hit stands outside every marker, with a letter in it and no blanks around."""
    span, text = placed.hit.span, placed.place.layer.text
    at = span.start
    i = bisect_right(markers, at, key=lambda marker: marker.end)
    if i == len(markers) or markers[i].start >= span.end:
        yield span
        return
    for marker in (*markers[i:], Span(span.end, span.end + 1)):
        piece = text[at : max(at, min(marker.start, span.end))]
        if any(c.isalpha() for c in piece):
            yield Span(at + len(piece) - len(piece.lstrip()), at + len(piece.rstrip()))
        at = marker.end
        if at >= span.end:
            return


def _united(group: Sequence[Placed], proposal: Callable[[Placed], Proposal]) -> Iterator[Placed]:
    ordered = sorted(group, key=lambda p: p.hit.span)
    best = ordered[0]
    union = best.hit.span
    for placed in ordered[1:]:
        span = placed.hit.span
        if span.start < union.end:
            union = Span(union.start, max(union.end, span.end))
            best = max(best, placed, key=lambda p: _weight(p, proposal))
        else:
            yield _over(best, union)
            best, union = placed, span
    yield _over(best, union)


def _over(placed: Placed, union: Span) -> Placed:
    if placed.hit.span == union:
        return placed
    return replace(placed, hit=replace(placed.hit, span=union), place=replace(placed.place, span=union))


def _weight(placed: Placed, proposal: Callable[[Placed], Proposal]) -> tuple[bool, int, float]:
    hit = placed.hit
    return hit.certainty is Certainty.CERTAIN, _GRAVITY[proposal(placed)[1]], hit.score


def _sureness(placed: Placed) -> tuple[bool, float]:
    return placed.hit.certainty is Certainty.CERTAIN, placed.hit.score


def _unexplained(united: Sequence[Placed], proposal: Callable[[Placed], Proposal]) -> Iterator[Placed]:
    """Those that no surer hit of another entity contains. Sorted by place, so containers are near."""
    spans = [p for p in united if proposal(p)[0] is Scope.SPAN]
    explained: set[int] = set()
    for i, outer in enumerate(spans):
        # Equal starts may stand before the container in the order.
        back = i
        while back > 0 and spans[back - 1].hit.span.start == outer.hit.span.start:
            back -= 1
        for j in range(back, len(spans)):
            inner = spans[j]
            if inner.hit.span.start >= outer.hit.span.end:
                break
            if j != i and _explains(outer, inner, proposal(outer)[1]):
                explained.add(id(inner))
    return (p for p in united if id(p) not in explained)


def _explains(outer: Placed, inner: Placed, action: Action) -> bool:
    if inner.hit.entity_type in (TERM, outer.hit.entity_type) or outer.hit.entity_type in (TERM, PERSON):
        return False
    # What a pack's author asks for by pattern is not undone by a finding that would be kept.
    if action is Action.KEEP and inner.recognizer == PatternRules.name:
        return False
    return outer.hit.span.contains(inner.hit.span) and _sureness(outer) > _sureness(inner)
