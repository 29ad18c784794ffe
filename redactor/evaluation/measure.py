"""One document held against its gold: what went, what stayed, and whether that is right.

Measured by words and by place, for both ways of settling what needs a person: with `redact` it goes (what the
program does where nobody is asked), with `keep` it stays. Leaks are counted once more as strings in the copy,
which is what a reader of the copy could find.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from redactor import pipeline
from redactor.decide import OnReview
from redactor.domain.document import Document, LayerId, Span
from redactor.domain.folding import fold, squash
from redactor.domain.review import Action, Scope
from redactor.evaluation.gold import MARKER, Gold, GoldItem, Mention
from redactor.evaluation.words import WordList, counterparts
from redactor.formats.detect import of as format_of
from redactor.pipeline import Draft, Setup

_LABELS = frozenset(
    {"dnr", "nr", "diarienummer", "diarienr", "ärendenummer", "ärende", "punkt", "paragraf", "bilaga", "bil"}
)
"""Words that stay beside the number and case number of a secret item."""
_ITEM_SCOPES = (Scope.ITEM, Scope.ATTACHMENT, Scope.DOCUMENT)
_PERSON = "PERSON"


class Outcome(StrEnum):
    """What became of something."""

    GONE = "gone"
    """All of it, by the program's own decision."""
    REVIEW = "review"
    """All of it, where what needs a person is redacted; it stays where that is kept."""
    PART = "part"
    """Some of its words are in the copy even so."""
    LEFT = "left"
    """All of it is in the copy."""
    UNPLACED = "unplaced"
    """The program's reading of the file has no such words here: not measured."""


@dataclass(frozen=True, slots=True)
class JudgedMention:
    """A mention and its outcome; one that must stay is `LEFT` when whole in the copy."""

    mention: Mention
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class JudgedItem:
    """An item and its outcome; `left` are the places of its words that are in the copy all the same."""

    item: GoldItem
    outcome: Outcome
    left: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Taken:
    """What the program took: `entity_type`, or SEKRETESS_MARKER for an item. `right` when it touches
    something that must or may go."""

    entity_type: str
    layer: LayerId
    span: Span
    right: bool
    review: bool


@dataclass(frozen=True, slots=True)
class WordCount:
    """Words of the gold's text that nothing allows to go, and how many went: surely, or for review."""

    public: int
    gone: int
    review: int


@dataclass(frozen=True, slots=True)
class Leak:
    """A string that must go and stands in the copy more often than the gold allows."""

    entity_type: str
    layer: LayerId
    span: Span
    under: OnReview


@dataclass(frozen=True, slots=True)
class Measured:
    """All that one document says."""

    mentions: tuple[JudgedMention, ...]
    items: tuple[JudgedItem, ...]
    taken: tuple[Taken, ...]
    words: WordCount
    leaks: tuple[Leak, ...]
    reviews: int
    """How many findings and items need a person."""
    read_as_gold: bool
    """Whether the program read the gold's very text, so that its spans are the gold's."""

    def nothing_leaked(self, under: OnReview) -> bool:
        """No mention and no secret item has a word in the copy, and no string of either is found there."""
        gone = {Outcome.GONE, Outcome.UNPLACED} | ({Outcome.REVIEW} if under is OnReview.REDACT else set())
        must = [m.outcome for m in self.mentions if m.mention.action is Action.REDACT]
        must += [i.outcome for i in self.items if i.item.verdict is Action.REDACT]
        return gone.issuperset(must) and not any(leak.under is under for leak in self.leaks)


def measure(untrusted: bytes, media_type: str, setup: Setup, gold: Gold) -> Measured:
    """Raises UnreadableError, and LeakError when the copy that `redact` makes does not pass verification."""
    settled = pipeline.redact(untrusted, media_type, setup, OnReview.REDACT)
    pipeline.prove(settled.output, media_type, settled.expected, setup, untrusted)
    kept = pipeline.redact(untrusted, media_type, setup, OnReview.KEEP)
    page = _Page(gold, settled, kept)
    copies = {
        under: _Copy.of(format_of(media_type, setup.password).read(draft.output, ocr=setup.ocr))
        for under, draft in ((OnReview.REDACT, settled), (OnReview.KEEP, kept))
    }
    return Measured(
        tuple(
            JudgedMention(m, page.outcome(m.layer, m.span)) for m in gold.mentions if m.entity_type != MARKER
        ),
        tuple(page.judged(item) for item in gold.items),
        tuple(page.taken()),
        page.word_count(),
        tuple(_leaks(gold, copies)),
        _reviews(settled),
        page.read_as_gold,
    )


def _reviews(draft: Draft) -> int:
    found = draft.examination
    settled = {d.finding for d in found.decisions if d.settled}
    return len(settled | {i.finding for i in found.items if i.settled and i.finding is not None})


def must_go(words: WordList, item: GoldItem) -> list[int]:
    """Indexes of a secret item's words; its number and case number, with their labels, may stay."""
    stay = _LABELS.union(WordList(item.stays).keys)
    return [index for index in words.within(item.span) if words.keys[index] not in stay]


class _Page:
    """The gold's words, layer by layer, and which of them each copy lacks."""

    def __init__(self, gold: Gold, settled: Draft, kept: Draft) -> None:
        self._gold = gold
        self._draft = settled
        document = settled.examination.document
        self._words = {layer: WordList(text) for layer, text in gold.layers.items()}
        read = {layer.id: WordList(layer.text) for layer in document.layers}
        self._at = {
            layer: counterparts(words.keys, read[layer].keys) if layer in read else [None] * len(words)
            for layer, words in self._words.items()
        }
        texts = {layer.id: layer.text for layer in document.layers}
        self.read_as_gold = all(texts.get(layer) == text for layer, text in gold.layers.items())
        self._back = {
            layer: {there: here for here, there in enumerate(at) if there is not None}
            for layer, at in self._at.items()
        }
        self._read = read
        self._free = self._allowed()
        self._gone = self._covered(settled)
        self._surely = self._covered(kept)

    def _covered(self, draft: Draft) -> dict[LayerId, frozenset[int]]:
        spans: dict[LayerId, list[Span]] = {layer: [] for layer in self._read}
        for redaction in draft.plan.redactions:
            spans[redaction.layer].append(redaction.span)
        return {layer: self._read[layer].covered(found) for layer, found in spans.items()}

    def outcome(self, layer: LayerId, span: Span) -> Outcome:
        """What became of the words in `span`."""
        return self._of(layer, list(self._words[layer].within(span)))

    def _of(self, layer: LayerId, indexes: Sequence[int]) -> Outcome:
        places = [self._at[layer][index] for index in indexes]
        placed = [place for place in places if place is not None]
        if not placed or 2 * len(placed) < len(places):
            return Outcome.UNPLACED
        gone = [place in self._gone[layer] for place in placed]
        if not any(gone):
            return Outcome.LEFT
        if not all(gone):
            return Outcome.PART
        return Outcome.GONE if self._surely[layer].issuperset(placed) else Outcome.REVIEW

    def judged(self, item: GoldItem) -> JudgedItem:
        """Of a public item what is private may go."""
        words, at = self._words[item.layer], self._at[item.layer]
        if item.verdict is Action.KEEP:
            own = [index for index in words.within(item.span) if index not in self._free[item.layer]]
            return JudgedItem(item, self._of(item.layer, own), ())
        own = must_go(words, item)
        gone = self._gone[item.layer]
        left = [words.spans[index] for index in own if at[index] is not None and at[index] not in gone]
        return JudgedItem(item, self._of(item.layer, own), tuple(left))

    def _allowed(self) -> dict[LayerId, frozenset[int]]:
        """Gold words that may go: what must go, what a person decides, markers."""
        spans: dict[LayerId, list[Span]] = {layer: [] for layer in self._words}
        for mention in self._gold.mentions:
            if mention.action is not Action.KEEP:
                spans[mention.layer].append(mention.span)
        for item in self._gold.items:
            if item.verdict is not Action.KEEP:
                spans[item.layer].append(item.span)
        return {layer: self._words[layer].covered(found) for layer, found in spans.items()}

    def taken(self) -> Iterator[Taken]:
        """Each finding and each item that goes, or would if nobody is asked."""
        found = self._draft.examination
        decision_of = {decision.finding: decision for decision in found.decisions}
        for finding in found.findings:
            decision = decision_of[finding.id]
            if decision.action is not Action.REDACT or finding.layer not in self._back:
                continue
            if finding.entity_type == MARKER or finding.evidence.scope in _ITEM_SCOPES:
                continue
            right = self._touches(finding.layer, finding.span)
            yield Taken(finding.entity_type, finding.layer, finding.span, right, decision.settled)
        for item in found.items:
            section = item.section
            if item.action is Action.REDACT and section.layer in self._back:
                right = self._touches(section.layer, section.span)
                yield Taken(MARKER, section.layer, section.span, right, item.settled)

    def _touches(self, layer: LayerId, span: Span) -> bool:
        back = self._back[layer]
        return any(back.get(there) in self._free[layer] for there in self._read[layer].within(span))

    def word_count(self) -> WordCount:
        public = gone = review = 0
        for layer, at in self._at.items():
            for index, place in enumerate(at):
                if index in self._free[layer] or place is None:
                    continue
                public += 1
                if place in self._surely[layer]:
                    gone += 1
                elif place in self._gone[layer]:
                    review += 1
        return WordCount(public, gone, review)


@dataclass(frozen=True, slots=True)
class _Copy:
    """A text as strings are looked for in it: folded for names, squashed for everything else."""

    folded: str
    squashed: str

    @classmethod
    def of(cls, document: Document) -> "_Copy":
        return cls.from_texts(layer.text for layer in document.layers)

    @classmethod
    def from_texts(cls, texts: Iterable[str]) -> "_Copy":
        together = "\n\0\n".join(texts)
        return cls(_lined(together), squash(together).text)

    def count(self, text: str, entity_type: str) -> int:
        if entity_type == _PERSON:
            return len(re.findall(rf"(?<!\w){re.escape(_lined(text))}(?!\w)", self.folded))
        return self.squashed.count(squash(text).text)


def _lined(text: str) -> str:
    return re.sub(r"\s+", " ", fold(text).text.casefold()).strip()


def _leaks(gold: Gold, copies: dict[OnReview, _Copy]) -> Iterator[Leak]:
    allowed = _Copy.from_texts(_without_secrets(gold))
    must = {
        (m.entity_type, m.span.cut(gold.layers[m.layer])): m
        for m in gold.mentions
        if m.action is Action.REDACT
    }
    for (entity_type, text), mention in must.items():
        most = allowed.count(text, entity_type)
        for under, copy in copies.items():
            if copy.count(text, entity_type) > most:
                yield Leak(entity_type, mention.layer, mention.span, under)


def _without_secrets(gold: Gold) -> Iterator[str]:
    """The gold's text as a right copy has it: what must go is blank."""
    for layer, text in gold.layers.items():
        spans = [m.span for m in gold.mentions if m.layer == layer and m.action is Action.REDACT]
        spans += [i.span for i in gold.items if i.layer == layer and i.verdict is Action.REDACT]
        characters = list(text)
        for span in spans:
            characters[span.start : span.end] = "\0" * len(span)
        yield "".join(characters)
