"""A cut: characters of a layer that go, and what kind of text stands instead. Cuts become redactions."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from redactor.domain.document import LayerId, Span
from redactor.domain.records import Mode
from redactor.domain.review import FindingId


class Instead(IntEnum):
    """What stands instead; of two that merge the greater wins."""

    NOTHING = 0
    PERSONAL = 1
    """`[…]` with the placeholder for personal data."""
    INLINE = 2
    """`[…]` with the sekretess placeholder."""
    WHOLE = 3
    """The sekretess placeholder alone: a heading, a body."""


@dataclass(frozen=True, slots=True)
class Cut:
    layer: LayerId
    span: Span
    finding: FindingId
    instead: Instead
    mode: Mode = Mode.INLINE
    entity_type: str = "SEKRETESS_MARKER"
    own_text: str | None = None
    """A placeholder that a rule names for itself."""


_JOINTS = frozenset(" \u00a0\u202f,;:.()[]/-–—'\"”")
_PAIRS = {"(": ")", "[": "]"}


def around(larger: Sequence[Cut], smaller: Iterable[Cut]) -> Iterator[Cut]:
    """The smaller cuts of one layer, without what the larger ones take. Both sorted by place."""
    i = 0
    for cut in smaller:
        start = cut.span.start
        while i < len(larger) and larger[i].span.end <= start:
            i += 1
        j = i
        while start < cut.span.end:
            if j == len(larger) or larger[j].span.start >= cut.span.end:
                yield replace(cut, span=Span(start, cut.span.end))
                break
            if larger[j].span.start > start:
                yield replace(cut, span=Span(start, larger[j].span.start))
            start = max(start, larger[j].span.end)
            j += 1


def merge(cuts: Iterable[Cut], text: str) -> Iterator[Cut]:
    """Overlapping cuts become one, and so do neighbours parted only by blanks or punctuation on one line.

    How many words or data stood there is then not told by the number of placeholders.
    """
    last: Cut | None = None
    for cut in sorted(cuts, key=lambda c: c.span):
        if last is None:
            last = cut
        elif cut.span.start <= last.span.end or _joint(text[last.span.end : cut.span.start]):
            last = _joined(last, cut)
        else:
            yield _closed(last, text)
            last = cut
    if last is not None:
        yield _closed(last, text)


def _joint(gap: str) -> bool:
    return len(gap) <= 8 and all(character in _JOINTS for character in gap)


def _joined(first: Cut, second: Cut) -> Cut:
    greater = second if second.instead > first.instead else first
    return replace(greater, span=Span(first.span.start, max(first.span.end, second.span.end)))


def _closed(cut: Cut, text: str) -> Cut:
    """A bracket that a merge opened inside the cut takes its closing one with it."""
    inside = cut.span.cut(text)
    after = text[cut.span.end : cut.span.end + 1]
    for opening, closing in _PAIRS.items():
        if after == closing and inside.count(opening) > inside.count(closing):
            return replace(cut, span=Span(cut.span.start, cut.span.end + 1))
    return cut
