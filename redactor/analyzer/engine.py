# ruff: noqa: ARG002 — Presidio's interfaces name arguments that a light engine has no use for.
"""Presidio's AnalyzerEngine without its slow parts, run in windows over any length of text.

Left out: spaCy's tokens (no recognizer of ours reads them), the lemma enhancer (quadratic in dense
text) and the dropping of contained results, which would lose a hit whose container a rule's
conditions then take away.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import regex
from presidio_analyzer import AnalyzerEngine, EntityRecognizer, RecognizerRegistry, RecognizerResult
from presidio_analyzer.context_aware_enhancers import ContextAwareEnhancer
from presidio_analyzer.nlp_engine import NlpArtifacts, NlpEngine

from redactor.domain.document import Span
from redactor.domain.review import Certainty, Hit
from redactor.recognizers import CERTAIN_FROM, hit_of

LANGUAGE = "sv"
WINDOW = 32_000
"""Characters a window is answerable for; bounds what a recognizer that is not linear can cost."""
OVERLAP = 1_500
"""Characters a window sees before and after its own: longer than any match or label beside it."""

_REACH = 120
"""Characters before and after a hit in which a context word counts."""
_BOOST = 0.35
"""What a context word adds to a score, as in Presidio's own enhancer."""


_NO_TOKENS: Any = []
"""Instead of spaCy's Doc, which takes a vocabulary to make."""


class LightNlpEngine(NlpEngine):
    """No tokens, no lemmas: recognizers here look at text."""

    def __init__(self, languages: Sequence[str] = (LANGUAGE,)) -> None:
        self._languages = list(languages)

    def load(self) -> None:
        """Nothing to load."""

    def is_loaded(self) -> bool:
        return True

    def process_text(self, text: str, language: str) -> NlpArtifacts:
        return NlpArtifacts([], _NO_TOKENS, [], [], None, language)

    def process_batch(
        self, texts: Iterable[str], language: str, batch_size: int = 1, n_process: int = 1, **kwargs: Any
    ) -> Iterator[tuple[str, NlpArtifacts]]:
        for text in texts:
            yield text, self.process_text(text, language)

    def is_stopword(self, word: str, language: str) -> bool:
        return False

    def is_punct(self, word: str, language: str) -> bool:
        return False

    def get_supported_entities(self) -> list[str]:
        return []

    def get_supported_languages(self) -> list[str]:
        return self._languages


class _Kept(RecognizerResult):
    """A result that equals no other and lies in none, so that Presidio drops none."""

    def contained_in(self, other: RecognizerResult) -> bool:
        return False

    def __eq__(self, other: object) -> bool:
        return self is other

    def __hash__(self) -> int:
        return id(self)


class LinearContextEnhancer(ContextAwareEnhancer):
    """Raises a result's score where a context word of its rule or recognizer stands within reach.

    `contexts` maps rule ids to context words. Looks at a bounded stretch around each result: linear.
    """

    def __init__(self, contexts: Mapping[str, Sequence[str]]) -> None:
        super().__init__(_BOOST, 0.4, 5, 5)
        self._words = {rule: any_of(words) for rule, words in contexts.items() if words}

    def enhance_using_context(
        self,
        text: str,
        raw_results: list[RecognizerResult],
        nlp_artifacts: NlpArtifacts,
        recognizers: list[EntityRecognizer],
        context: list[str] | None = None,
    ) -> list[RecognizerResult]:
        by_id = {r.id: any_of(r.context) for r in recognizers if r.context}
        return [self._enhanced(text, result, by_id) for result in raw_results]

    def _enhanced(
        self, text: str, result: RecognizerResult, by_id: Mapping[str, regex.Pattern[str]]
    ) -> RecognizerResult:
        metadata = dict(result.recognition_metadata or {})
        hit = hit_of(result)
        words = self._words.get(hit.reason) or by_id.get(
            str(metadata.get(RecognizerResult.RECOGNIZER_IDENTIFIER_KEY))
        )
        score = result.score
        if words is not None and score > 0 and words.search(around(text, hit.span)):
            score = min(1.0, max(score + _BOOST, 0.4))
            if score >= CERTAIN_FROM and "certainty" in metadata:
                metadata["certainty"] = Certainty.CERTAIN
        return _Kept(
            result.entity_type, result.start, result.end, score, result.analysis_explanation, metadata
        )


def any_of(terms: Iterable[str]) -> regex.Pattern[str]:
    """A pattern for any of the words or phrases, word-bounded, in any case, over any blanks."""
    phrases = (r"\s+".join(regex.escape(word) for word in term.split()) for term in terms)
    ordered = sorted(phrases, key=len, reverse=True)
    return regex.compile(rf"(?<!\w)(?:{'|'.join(ordered)})(?!\w)", regex.IGNORECASE)


def around(text: str, span: Span) -> str:
    """What stands around a hit, without the hit itself."""
    return text[max(0, span.start - _REACH) : span.start] + "\n" + text[span.end : span.end + _REACH]


@dataclass(frozen=True, slots=True)
class Found:
    """A hit and the name of the recognizer that said it."""

    hit: Hit
    recognizer: str


@dataclass(frozen=True, slots=True)
class _Window:
    """`own` is what the window answers for, `seen` what it is given; both in the text's offsets."""

    own: Span
    seen: Span


class Engine:
    """Every recognizer over any text, window by window. Built once; holds no state of a document."""

    def __init__(
        self, recognizers: Sequence[EntityRecognizer], contexts: Mapping[str, Sequence[str]]
    ) -> None:
        self._presidio = AnalyzerEngine(
            registry=RecognizerRegistry(list(recognizers), supported_languages=[LANGUAGE]),
            nlp_engine=LightNlpEngine(),
            supported_languages=[LANGUAGE],
            context_aware_enhancer=LinearContextEnhancer(contexts),
        )
        self.entities = sorted({entity for r in recognizers for entity in r.supported_entities})

    def found(self, text: str) -> tuple[Found, ...]:
        """Every hit in folded text, in the text's offsets, sorted by place."""
        found: list[Found] = []
        for window in windows(text, WINDOW, OVERLAP):
            found.extend(self._in_window(text, window))
        return tuple(sorted(found, key=lambda f: (f.hit.span, f.hit.entity_type, f.hit.reason)))

    def _in_window(self, text: str, window: _Window) -> Iterator[Found]:
        results = self._presidio.analyze(
            window.seen.cut(text), LANGUAGE, entities=self.entities, return_decision_process=False
        )
        for result in results:
            hit = hit_of(result)
            start = hit.span.start + window.seen.start
            # The window in which a hit begins answers for it; the others saw it in their overlap.
            if window.own.start <= start < window.own.end:
                moved = Span(start, hit.span.end + window.seen.start)
                name = (result.recognition_metadata or {}).get(RecognizerResult.RECOGNIZER_NAME_KEY, "")
                yield Found(Hit(moved, hit.entity_type, hit.score, hit.reason, hit.certainty), str(name))


def windows(text: str, size: int, overlap: int) -> Iterator[_Window]:
    """Cuts text into windows at line ends, or at blanks where a line is too long, or anywhere at last."""
    breaks = [0, *_breaks(text, size), len(text)]
    for start, end in pairwise(breaks):
        if start < end:
            before = _at_line(text, max(0, start - overlap))
            after = _at_line(text, min(len(text), end + overlap))
            yield _Window(Span(start, end), Span(min(before, start), max(after, end)))


def _breaks(text: str, size: int) -> Iterator[int]:
    at = 0
    while len(text) - at > size:
        half = at + size // 2
        cut = max(text.rfind("\n", half, at + size), -1)
        if cut < 0:
            cut = text.rfind(" ", half, at + size)
        at = cut + 1 if cut >= 0 else at + size
        yield at


def _at_line(text: str, at: int) -> int:
    """The nearest line start at or before `at`, not more than 200 characters away; else the next blank."""
    if at in (0, len(text)):
        return at
    line = text.rfind("\n", max(0, at - 200), at)
    return line + 1 if line >= 0 else text.rfind(" ", max(0, at - 200), at) + 1 or at
