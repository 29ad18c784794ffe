"""The rule packs' patterns and terms, run as one recognizer.

Each rule is looked for only in the lines around a string that every match of it must hold (found from
the pattern's parse tree), so a rule that can't hit costs a few substring searches: the 17 pattern rules of
the built-in packs read 3.6-4.7 MB/s on real minutes (one core), linear. Hyperscan, as a prefilter over
the same patterns, had not finished compiling after a minute; `redactor check` may take 0.3 s to start.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import regex
from presidio_analyzer import EntityRecognizer

from redactor.domain.document import Span
from redactor.domain.review import Certainty, Hit
from redactor.recognizers import Recognizer
from redactor.recognizers.patterns.literals import Needles, required
from redactor.rulepack import Rule
from redactor.rulepack.folds import View, flags_of, view_of

TIMEOUT = 2.0
"""Seconds a rule may take in one text."""
TIMED_OUT = "timeout:"
"""Before a rule's id in Hit.reason: the rule did not finish, and the hit is all of the text."""

CERTAIN_SCORE = 0.9
SUSPECT_SCORE = 0.5
_SCORES = {Certainty.CERTAIN: CERTAIN_SCORE, Certainty.SUSPECT: SUSPECT_SCORE}


@dataclass(frozen=True, slots=True)
class _Compiled:
    rule: Rule
    view: View
    pattern: regex.Pattern[str] = field(repr=False)
    needles: Needles = field(repr=False)


class PatternRules(Recognizer):
    """Every rule of the packs that has a pattern or terms.

    A rule that is stopped by its time limit gives one suspect hit over the whole text, never nothing.
    """

    name = "patterns"  # type: ignore[misc]  # as in the base class

    def __init__(self, rules: Sequence[Rule], timeout: float = TIMEOUT) -> None:
        self._rules = tuple(_compiled(r) for r in rules if r.pattern is not None or r.terms)
        self._timeout = timeout
        EntityRecognizer.__init__(
            self,
            supported_entities=sorted({c.rule.entity for c in self._rules}),
            name=self.name,
            supported_language="sv",
        )

    def hits(self, text: str) -> Iterator[Hit]:
        views: dict[View, tuple[str, str]] = {}
        for compiled in self._rules:
            if compiled.view not in views:
                seen = compiled.view.of_text(text)
                views[compiled.view] = seen, _casefolded(seen)
            seen, folded = views[compiled.view]
            yield from self._hits_of(compiled, seen, folded)

    def _hits_of(self, compiled: _Compiled, text: str, folded: str) -> Iterator[Hit]:
        rule = compiled.rule
        try:
            for region in _regions(compiled.needles, text, folded):
                for match in compiled.pattern.finditer(text, region.start, region.end, timeout=self._timeout):
                    # A group named `marker` says which part of the match is the hit.
                    start, end = match.span("marker" if "marker" in compiled.pattern.groupindex else 0)
                    if 0 <= start < end:
                        yield Hit(
                            Span(start, end), rule.entity, _SCORES[rule.certainty], rule.id, rule.certainty
                        )
        except TimeoutError:
            everything = Span(0, len(text))
            yield Hit(everything, rule.entity, SUSPECT_SCORE, TIMED_OUT + rule.id, Certainty.SUSPECT)


def _casefolded(text: str) -> str:
    """Every character in its place; one that folds to several matches no letter of a needle anyway."""
    folded = text.replace("İ", "i").casefold()
    if len(folded) == len(text):
        return folded
    return "".join(c.casefold() if len(c.casefold()) == 1 else c for c in text.replace("İ", "i"))


def _regions(needles: Needles, text: str, folded: str) -> Iterator[Span]:
    """The whole lines in which a match can lie: around every needle, or everything."""
    if not text:
        return
    if not needles.strings or needles.width is None:
        if not needles.strings or any(needle in folded for needle in needles.strings):
            yield Span(0, len(text))
        return
    start = end = -1
    for at, length in sorted(_occurrences(needles.strings, folded)):
        if at + needles.width <= end:
            continue
        begun = text.rfind("\n", 0, max(0, at + length - needles.width)) + 1
        stop = text.find("\n", min(len(text), at + needles.width))
        stop = len(text) if stop < 0 else stop
        if begun > end:
            if end > start:
                yield Span(start, end)
            start = begun
        end = max(end, stop)
    if end > start:
        yield Span(start, end)


def _occurrences(needles: Sequence[str], folded: str) -> Iterator[tuple[int, int]]:
    for needle in needles:
        at = folded.find(needle)
        while at >= 0:
            yield at, len(needle)
            at = folded.find(needle, at + 1)


def _compiled(rule: Rule) -> _Compiled:
    view = view_of(rule.fold)
    source = view.of_pattern(rule.pattern if rule.pattern is not None else _of_terms(rule.terms))
    return _Compiled(rule, view, regex.compile(source, flags_of(rule.fold)), required(source))


def _of_terms(terms: Sequence[str]) -> str:
    phrases = (r"\s+".join(regex.escape(word) for word in term.split()) for term in terms)
    return rf"(?<!\w)(?:{'|'.join(sorted(phrases, key=len, reverse=True))})(?!\w)"
