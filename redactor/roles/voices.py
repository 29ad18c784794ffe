"""Who speaks in a layer, and where: what an address, a phone or an account near by can belong to."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto

from redactor.domain.document import Span
from redactor.domain.given_names import is_given
from redactor.domain.review import Finding, Role
from redactor.domain.streets import ENDINGS
from redactor.roles import contact_words as words
from redactor.roles.reading import Reading
from redactor.roles.roster import Roster
from redactor.roles.words import title_after

_IDENTITY = frozenset(
    {"SE_PERSONNUMMER", "SE_SAMORDNINGSNUMMER", "SE_RESERVNUMMER", "BIRTH_DATE", "SE_LMA_NUMMER"}
)


class Kind(Enum):
    """Whose the thing beside a voice is."""

    HOME = auto()
    """Somebody's who lives there, or is reached there at home."""
    PRIVATE = auto()
    """A private person's, by name, number or word."""
    SOMEBODY = auto()
    """A person's of whom nothing is known, or whom another sentence names."""
    PUBLIC = auto()
    """Somebody's who acts in office."""
    AUTHORITY = auto()
    INVITES = auto()
    """An authority's, which tells everybody where to turn."""
    FIRM = auto()
    PLACE = auto()
    """Nobody's: a building or a spot in town."""


NEVER_PUBLIC = frozenset({Kind.HOME, Kind.PRIVATE, Kind.SOMEBODY})
_WORDS = (
    (words.HOME, Kind.HOME),
    (words.PRIVATE, Kind.PRIVATE),
    (words.PRONOUN, Kind.SOMEBODY),
    (words.FIRM, Kind.FIRM),
    (words.AUTHORITY, Kind.AUTHORITY),
    (words.INVITES, Kind.INVITES),
    (words.PLACE, Kind.PLACE),
)
_KINDS = {
    Role.PRIVATE: Kind.PRIVATE,
    Role.UNKNOWN: Kind.SOMEBODY,
    Role.ELECTED: Kind.PUBLIC,
    Role.OFFICIAL: Kind.PUBLIC,
    Role.FIRM: Kind.FIRM,
}


@dataclass(frozen=True, slots=True)
class Voice:
    """A name or a word, and whose it makes what stands near; `name`: somebody is named or numbered."""

    span: Span
    kind: Kind
    name: bool


@dataclass(frozen=True, slots=True)
class Voices:
    """All of a layer's voices, by where they begin."""

    all: Sequence[Voice] = field(repr=False)

    def within(self, start: int, end: int) -> Sequence[Voice]:
        """Those that begin in [start, end) and end there, first to last."""
        first = bisect_left(self.all, start, key=lambda v: v.span.start)
        last = bisect_left(self.all, end, key=lambda v: v.span.start)
        return [v for v in self.all[first:last] if v.span.end <= end]

    def holds(self, span: Span, kinds: frozenset[Kind]) -> bool:
        """Whether one of these kinds speaks in the span."""
        return any(v.kind in kinds for v in self.within(span.start, span.end))


def voices(reading: Reading | None, own: Sequence[Finding], roster: Roster) -> Voices:
    """The voices of one layer, `own` being all its findings. Linear."""
    found = [v for f in own if (v := _of(f)) is not None]
    named = sorted(v.span for v in found if v.name)
    contacts = sorted(f.span for f in own if f.entity_type != "PERSON")
    if reading is not None:
        known = (Voice(span, kind, name) for span, kind, name in _read(reading, roster))
        found += (
            v for v in known if not _inside(contacts, v.span) and (v.name or not _inside(named, v.span))
        )
    return Voices(tuple(sorted(found, key=lambda v: (v.span.start, v.span.end, v.name))))


def _of(finding: Finding) -> Voice | None:
    if finding.entity_type in _IDENTITY:
        return Voice(finding.span, Kind.PRIVATE, name=True)
    if finding.entity_type != "PERSON":
        return None
    kind = _KINDS.get(finding.role or Role.UNKNOWN)
    if kind is None or (kind is Kind.FIRM and is_given(finding.text.split(maxsplit=1)[0])):
        return None  # `Karin Ek` may be a firm's name, and the one who has it
    return Voice(finding.span, kind, name=True)


def _read(reading: Reading, roster: Roster) -> Iterator[tuple[Span, Kind, bool]]:
    """Words, public persons whom no recognizer asked for, and bodies with a name."""
    names = reading.names
    for span in roster.spans(names):
        yield reading.source(span), Kind.PUBLIC, True
    for run in names.runs:
        several = len(run.words) > 1 and not run.words[-1].casefold().endswith(ENDINGS)
        if several and not is_given(run.words[0]) and names.is_organisation(run):
            yield reading.source(run.span), Kind.FIRM, False
    for pattern, kind in _WORDS:
        for match in pattern.finditer(reading.folded.text):
            yield reading.source(Span(*match.span())), kind, False


def _inside(spans: Sequence[Span], span: Span) -> bool:
    """Whether the span begins in one of the sorted `spans`."""
    i = bisect_left(spans, span.start + 1, key=lambda s: s.start) - 1
    return i >= 0 and span.start < spans[i].end


def linked(gap: str) -> bool:
    """Whether only a title, labels, prepositions and names stand between a holder and what reaches them."""
    if len(gap) > _FAR:
        return False
    titled = title_after().match(gap)
    return any(words.LINK.fullmatch(gap, at) for at in {0, titled.end() if titled else 0})


_FAR = 120
"""Characters between a holder and what is linked to them, at most."""
_SENTENCE_ENDS = re.compile(r"(?<=[\w)][.!?;])[ ]+(?=[A-ZÅÄÖ])")


def sentence(text: str, line: Span, at: int) -> Span:
    """The sentence of the line in which the datum stands."""
    start, end = line.start, line.end
    for stop in _SENTENCE_ENDS.finditer(text, line.start, line.end):
        if stop.start() >= at:
            end = stop.start() + 1
            break
        start = stop.end()
    return Span(start, end)
