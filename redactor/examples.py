"""The rule packs' own examples, run as documents: does each rule find what it says, and nothing it must not?

Every text goes the whole walk of pipeline.py, so conditions, roles and overlaps count as they do in a
document. A document whose name ends in .md is Markdown, any other plain text.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from redactor import pipeline
from redactor.decide import OnReview
from redactor.domain.document import Span
from redactor.domain.review import Action
from redactor.errors import RedactorError
from redactor.formats.text import MARKDOWN, TEXT
from redactor.rulepack import DocumentExample, HitExample, LoadedPack, Packs, Rule, RuleExamples

_KEY = b"examples"
"""Finding ids of examples go nowhere, so their key is no secret."""


@dataclass(frozen=True, slots=True)
class ExampleFailure:
    """An example that does not hold. `rule` is None for a whole document.

    `example` says which one (`hits 1`, a document's name), `why` in Swedish what came instead.
    """

    pack: str
    rule: str | None
    example: str
    why: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a rule exists: the rule, its pack, its ground in law with harm test and use, its examples.

    `law` is None where the document or a person must name it.
    """

    pack: str
    rule: Rule
    law: str | None
    examples: RuleExamples


def explain(packs: Packs, rule_id: str) -> Explanation:
    """Raises KeyError for an unknown rule."""
    rule = packs.rule(rule_id)
    pack = next(p.pack.id for p in packs.packs if rule in p.pack.rules)
    law = None if rule.law is None else packs.catalogue.describe(rule.law)
    return Explanation(pack, rule, law, packs.examples(rule_id))


def run_examples(packs: Packs, today: date) -> tuple[ExampleFailure, ...]:
    """Every example of every pack, with all packs loaded together. Empty: all hold."""
    runner = ExampleRunner(packs, today)
    return tuple(failure for loaded in packs.packs for failure in runner.of_pack(loaded))


class ExampleRunner:
    """Runs examples against one set of packs."""

    def __init__(self, packs: Packs, today: date) -> None:
        self._setup = pipeline.Setup(packs, _KEY, today, ocr=lambda _: None)

    def of_pack(self, loaded: LoadedPack) -> Iterator[ExampleFailure]:
        for rule in loaded.pack.rules:
            yield from self.of_rule(loaded, rule)
        for document in loaded.examples.documents:
            yield from self.of_document(loaded, document)

    def of_rule(self, loaded: LoadedPack, rule: Rule) -> Iterator[ExampleFailure]:
        """The rule's hits and misses."""
        examples = loaded.examples.rules[rule.id]
        for number, hit in enumerate(examples.hits, start=1):
            if (why := self._missed(rule, hit)) is not None:
                yield ExampleFailure(loaded.pack.id, rule.id, f"hits {number}", why)
        for number, text in enumerate(examples.misses, start=1):
            if found := self._found(rule, text, kept=rule.action is Action.KEEP):
                why = f"regeln ska inte träffa men träffar {_quoted(text, found)}"
                yield ExampleFailure(loaded.pack.id, rule.id, f"misses {number}", why)

    def of_document(self, loaded: LoadedPack, document: DocumentExample) -> Iterator[ExampleFailure]:
        """The document's copy, with what needs a person redacted."""
        media_type = MARKDOWN if document.name.endswith(".md") else TEXT
        try:
            draft = pipeline.redact(document.source.encode(), media_type, self._setup, OnReview.REDACT)
        except RedactorError as error:
            yield ExampleFailure(loaded.pack.id, None, document.name, error.message("sv"))
            return
        copy = draft.output.decode()
        if copy != document.copy_text:
            why = _difference(document.copy_text, copy)
            yield ExampleFailure(loaded.pack.id, None, document.name, why)

    def _missed(self, rule: Rule, hit: HitExample) -> str | None:
        found = self._found(rule, hit.text, kept=True)
        start = hit.text.index(hit.span)
        if Span(start, start + len(hit.span)) in found:
            return None
        instead = f"bara {_quoted(hit.text, found)}" if found else "ingenting"
        return f"regeln ska träffa {hit.span!r} men träffar {instead}"

    def _found(self, rule: Rule, text: str, *, kept: bool) -> tuple[Span, ...]:
        """What the rule finds; with `kept` also what is then left because it is public or not in the file."""
        examined = pipeline.examine(text.encode(), TEXT, self._setup)
        left = {d.finding for d in examined.decisions if d.action is Action.KEEP}
        return tuple(
            finding.span
            for finding in examined.findings
            if finding.evidence.rule == rule.id and (kept or finding.id not in left)
        )


def _quoted(text: str, spans: tuple[Span, ...]) -> str:
    return ", ".join(repr(span.cut(text)) for span in spans)


def _difference(expected: str, copy: str) -> str:
    """The first line in which the copy is not as expected."""
    wanted, got = expected.splitlines(keepends=True), copy.splitlines(keepends=True)
    for number, (one, other) in enumerate(zip(wanted, got, strict=False), start=1):
        if one != other:
            return f"rad {number} av kopian ska vara {one!r} men är {other!r}"
    return f"kopian ska ha {len(wanted)} rader men har {len(got)}"
