"""Where a document lists who attended a meeting and who signed, so that every name there is public."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from redactor.domain.document import LayerId, Section, SectionKind, Span
from redactor.roles.listing import is_listed
from redactor.roles.reading import Reading

_KINDS = (SectionKind.ATTENDANCE, SectionKind.SIGNATURES)
_HEADINGS = re.compile(
    r"(?m)^[ \t]*(?:(?:Plats|Nr|Namn)[ \t]*\n\s*)?(?:Ledamot|Ledamöter|Tjänstgörande)[ \t]*\n\s*"
    r"(?:(?:Ersättare|Parti|Kommun|Ankom|Ankomst|Utgick|Närvarande|Ja|Nej|Avstår|Frånvarande|Röst|Anm\.?"
    r"|\d{1,2})[ \t]*(?:\n\s*|$)){2,}"
)
"""A table of members, whose cells stand one on a line."""
_LONG = re.compile(r"[^\n]{61}")
"""A line of running text: the table is over."""
_SENT = re.compile(
    r"(?mi)^[ \t]*(?:(?:beslutet?|protokollsutdrag(?:et)?|utdrag(?:et)?|kopia) )?"
    r"(?:skickas|sänds|delges|expedieras|meddelas|för kännedom)(?: till)?[ \t]*:?[ \t]*$|^[ \t]*sändlista"
)
"""Whom a decision is sent to: anybody may stand there."""
_CLOSING = re.compile(
    r"(?i)[\W_]*(?:med )?(?:(?:vänlig|bäst|varm|många|hjärtlig)[a-zåäö]* )?"
    r"(?:hälsning|mvh|vh\b|hälsar|högaktning)"
)
"""How a letter ends: its writer may be anybody."""


@dataclass(frozen=True, slots=True)
class Attendance:
    """Such places of one layer, in its own characters."""

    spans: Sequence[Span]

    def lists(self, text: str, span: Span, own: Span) -> bool:
        """Whether a name is listed in one of them: `own` is its place in `text`, folded or not."""
        return self._holds(span) and is_listed(text, own)

    def _holds(self, span: Span) -> bool:
        i = bisect_right(self.spans, span.start, key=lambda s: s.start) - 1
        return any(s.overlaps(span) for s in self.spans[max(i, 0) : i + 2])


def attendance(layer: LayerId, reading: Reading, sections: Iterable[Section]) -> Attendance:
    """The sections that list people, and tables of members without a heading of their own. Linear."""
    text = reading.folded.text
    sent = [reading.source(Span(*match.span())).start for match in _SENT.finditer(text)]
    apart = (s for s in sections if s.layer == layer and s.kind in _KINDS)
    own = (s.span for s in apart if not _closes(reading, s))
    listed = (Span(span.start, end) for span in own if (end := _unsent(span, sent)) > span.start)
    return Attendance(sorted((*listed, *_tables(reading))))


def _closes(reading: Reading, section: Section) -> bool:
    """Whether signatures are those under a letter."""
    if section.kind is not SectionKind.SIGNATURES:
        return False
    folded = bisect_left(range(len(reading.folded.text)), section.span.start, key=reading.folded.offset)
    return _CLOSING.match(reading.folded.text, folded) is not None


def _unsent(span: Span, sent: Sequence[int]) -> int:
    """Where the section ends, or the list in it of those whom the decision is sent to begins."""
    i = bisect_right(sent, span.start - 1)
    return min(span.end, sent[i]) if i < len(sent) else span.end


def _tables(reading: Reading) -> Iterator[Span]:
    text = reading.folded.text
    for heading in _HEADINGS.finditer(text):
        end = _LONG.search(text, heading.end())
        yield reading.source(Span(heading.start(), end.start() if end is not None else len(text)))
