"""Document and sections -> findings: every recognizer over every layer, and what the rules make of it.

Measured on real minutes: the packs' rules read 3.6-4.7 MB/s, lagrum 3.9-5 MB/s, flat from one page to
hundreds; an Analyzer takes 0.05 s to build (loading the packs compiled their patterns).
"""

import hashlib
import hmac
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Protocol, runtime_checkable

from redactor.analyzer.broken import whole_words
from redactor.analyzer.conditions import Conditions, Placed
from redactor.analyzer.engine import Engine, Found
from redactor.analyzer.markers import Markers, column_lines, excepted, is_weighed, naming_others
from redactor.analyzer.merging import merged
from redactor.analyzer.named import Numbered, Statement
from redactor.analyzer.places import Place, Places, columns
from redactor.analyzer.proposals import Proposals
from redactor.analyzer.repair import repaired
from redactor.analyzer.signs import signed
from redactor.analyzer.unplaced import Unplaced
from redactor.domain.document import TECHNICAL, Document, LayerId, Section, Sha256, Span, TextLayer
from redactor.domain.folding import fold
from redactor.domain.review import Certainty, Finding, FindingId, Hit, Profile
from redactor.recognizers import Recognizer, discover
from redactor.recognizers.lagrum import ENTITY, LagrumRecognizer
from redactor.recognizers.legend import Legend
from redactor.recognizers.patterns import TIMED_OUT, PatternRules
from redactor.recognizers.terms import Terms
from redactor.rulepack import Packs

__all__ = ["Analyzer", "finding_id"]


@runtime_checkable
class _Dated(Protocol):
    """A recognizer to whom the day matters."""

    def for_date(self, today: date) -> Recognizer: ...


def finding_id(key: bytes, document: Sha256, layer: LayerId, span: Span, entity: str) -> FindingId:
    """HMAC-SHA256 (RFC 2104) over document, layer, place and entity: names a finding, tells nothing of it."""
    message = "\0".join((document, layer, str(span.start), str(span.end), entity))
    return FindingId(hmac.new(key, message.encode(), hashlib.sha256).hexdigest())


class Analyzer:
    """Presidio's engine with our recognizers and the packs' rules. Holds no state of a document.

    `terms` are strings known to be secret; `today` bounds birth dates; `profile` says which recognizers.
    """

    def __init__(
        self,
        packs: Packs,
        terms: tuple[str, ...],
        today: date,
        profile: Profile = Profile.PUBLICERING,
    ) -> None:
        found = tuple(r.for_date(today) if isinstance(r, _Dated) else r for r in discover(profile))
        lagrum = LagrumRecognizer(packs.catalogue.has_section)
        recognizers = [*found, lagrum, PatternRules(packs.rules), *([Terms(terms)] if terms else [])]
        self._weighing = {r.name for r in found if r.weighs_words}
        self._engine = Engine(recognizers, {rule.id: rule.context for rule in packs.rules})
        self._conditions = Conditions(packs.rules)
        self._proposals = Proposals(packs.rules, recognizers)
        self._legend = Legend()
        self._markers = Markers(lagrum, self._legend)

    @property
    def entities(self) -> tuple[str, ...]:
        """Every entity type that some recognizer or rule finds."""
        return tuple(self._engine.entities)

    def findings(self, document: Document, sections: Sequence[Section], key: bytes) -> tuple[Finding, ...]:
        """Everything found in every layer, by layer and place; roles are not set yet."""
        places = Places(document, sections)
        numbered = Numbered(document, sections)
        statements = (*numbered.statements(places), *numbered.announcements(places), *numbered.footnotes())
        every = [placed for layer in document.layers for placed in self._placed(layer, places)]
        seen = [placed for placed in every if not _is_stated(placed, statements)]
        standing = self._conditions.met(seen)
        by_layer: dict[LayerId, list[Placed]] = {}
        for placed in standing:
            by_layer.setdefault(placed.place.layer.id, []).append(placed)
        made: list[Finding] = []
        for own in by_layer.values():
            timed_out = [p for p in own if p.hit.reason.startswith(TIMED_OUT)]
            rest = [p for p in own if not p.hit.reason.startswith(TIMED_OUT)]
            made.extend(self._finding(p, document, key) for p in merged(rest, self._proposals.of))
            made.extend(self._finding(p, document, key) for p in timed_out)
        # What is taken back must be known as kept, or the second run would hold it against the copy.
        taken_back = self._conditions.excepted([p for p in seen if p.hit.entity_type == ENTITY])
        kept = _first((self._finding(p, document, key) for p in taken_back), made)
        made.extend(map(excepted, kept))
        for layer in document.layers:
            own = [p for p in every if p.place.layer is layer and _is_stated(p, statements)]
            naming = (self._finding(p, document, key) for p in merged(own, self._proposals.of))
            made.extend(map(naming_others, tuple(_first(naming, made))))
        stated = (finding for said in statements for finding in self._stated(said, document, key))
        made.extend(tuple(_first(stated, made)))
        resort = Unplaced(made)
        last = [p for layer in document.layers for p in self._unplaced(resort, layer, places, statements)]
        made.extend(self._finding(p, document, key) for p in self._conditions.met(last))
        order = {layer.id: i for i, layer in enumerate(document.layers)}
        made.sort(key=lambda f: (order[f.layer], f.span))
        return self._markers.completed(made, document, sections)

    def _unplaced(
        self, resort: Unplaced, layer: TextLayer, places: Places, statements: Iterable[Statement]
    ) -> Iterator[Placed]:
        folded = fold(layer.text)
        legends = [x for x in self._legend.legends(folded.text) if resort.is_legend(x.cut(folded.text))]
        said = [statement.span for statement in statements if statement.layer.id == layer.id]
        yield from resort.hits(layer, places, (*map(folded.span, legends), *said))

    def _stated(self, statement: Statement, document: Document, key: bytes) -> Iterator[Finding]:
        """A marker at each item that a sentence names, by the law that the sentence cites."""
        law = self._markers.law_of(statement.layer, statement.span)
        for section, hit in statement.hits():
            place = Place(document.layer(section.layer), hit.span, section)
            finding = self._finding(Placed(hit, "named", place), document, key)
            evidence = finding.evidence
            yield replace(finding, evidence=replace(evidence, law=law or evidence.law))

    def hits(self, text: str) -> tuple[Hit, ...]:
        """Everything found in text without sections, in the text's own offsets.

        A rule that needs to know the place can't be sure here, nor a recognizer that judges by the words
        around: their hits are suspect.
        """
        folded = fold(text)
        made: list[Hit] = []
        for found in self._found(folded.text):
            hit = found.hit
            if self._conditions.excepted_on_line(hit, _lines(folded.text, hit.span)):
                continue
            if self._conditions.is_bound(hit.reason) or found.recognizer in self._weighing:
                hit = replace(hit, certainty=Certainty.SUSPECT)
            made.append(replace(hit, span=folded.span(hit.span)))
        return tuple(made)

    def _placed(self, layer: TextLayer, places: Places) -> Iterator[Placed]:
        if not layer.text.strip():
            return
        folded = fold(layer.text)
        for found in self._found(folded.text):
            # Who judges by the words around can't where there are none but software's: `Table Contents`.
            if layer.kind not in TECHNICAL or found.recognizer not in self._weighing:
                yield _at(found.hit, found.recognizer, folded.span(found.hit.span), layer, places)
        # A legend may stand far from what it stars, so it is read over the layer and not in windows.
        for hit in self._legend.hits(folded.text):
            borne = signed(_at(hit, self._legend.name, folded.span(hit.span), layer, places))
            if borne is not None:
                yield borne
        yield from self._in_columns(layer, places)
        yield from self._in_broken_words(layer, places)

    def _found(self, text: str) -> Iterator[Found]:
        """What the recognizers find in folded text, markers also where it is damaged; no legend is one."""
        legends = tuple(self._legend.legends(text))
        repair = repaired(text)
        for found in self._engine.found(text):
            if not _speaks_of_others(found.hit, text, legends):
                yield found
        for found in self._engine.found(repair.text) if repair is not None else ():
            hit = replace(found.hit, span=repair.span(found.hit.span)) if repair else found.hit
            if hit.entity_type == ENTITY and not _speaks_of_others(hit, text, legends):
                yield replace(found, hit=hit)

    def _in_columns(self, layer: TextLayer, places: Places) -> Iterator[Placed]:
        """Cells under a heading about secrecy, read as `heading: cell`, as a line would say it."""
        virtual = column_lines(layer, columns(layer))
        for found in self._engine.found(virtual.text) if virtual.cells else ():
            span = virtual.cell_of(found.hit.span)
            if span is not None and found.hit.entity_type == ENTITY:
                yield _at(found.hit, found.recognizer, span, layer, places)

    def _in_broken_words(self, layer: TextLayer, places: Places) -> Iterator[Placed]:
        """What words and numbers say that narrow cells break; markers are made whole by `repaired`."""
        whole = whole_words(layer)
        for found in self._engine.found(whole.text) if whole else ():
            span = whole.span(found.hit.span) if whole and found.hit.entity_type != ENTITY else None
            if span is not None:
                yield _at(found.hit, found.recognizer, span, layer, places)

    def _finding(self, placed: Placed, document: Document, key: bytes) -> Finding:
        hit, layer = placed.hit, placed.place.layer
        return Finding(
            id=finding_id(key, document.id, layer.id, hit.span, hit.entity_type),
            layer=layer.id,
            span=hit.span,
            entity_type=hit.entity_type,
            section=placed.place.section,
            certainty=hit.certainty,
            role=None,
            evidence=self._proposals.evidence(placed),
            text=hit.span.cut(layer.text),
        )


def _at(hit: Hit, recognizer: str, span: Span, layer: TextLayer, places: Places) -> Placed:
    return Placed(replace(hit, span=span), recognizer, places.of(layer, span))


def _is_stated(placed: Placed, statements: Sequence[Statement]) -> bool:
    """Whether what looks like a marker is a sentence that names the items it is about."""
    return placed.hit.entity_type == ENTITY and any(
        said.layer.id == placed.place.layer.id and said.reach().overlaps(placed.hit.span)
        for said in statements
    )


def _first(findings: Iterable[Finding], made: Sequence[Finding]) -> Iterator[Finding]:
    """One for each id, and none that stands already."""
    known = {finding.id for finding in made}
    for finding in findings:
        if finding.id not in known:
            known.add(finding.id)
            yield finding


def _speaks_of_others(hit: Hit, text: str, legends: Sequence[Span]) -> bool:
    """Whether what looks like a marker is a legend, or ends a sentence that only weighs secrecy."""
    if hit.entity_type != ENTITY:
        return False
    return any(legend.overlaps(hit.span) for legend in legends) or is_weighed(text, hit.span)


def _lines(text: str, span: Span) -> str:
    end = text.find("\n", span.end)
    return text[text.rfind("\n", 0, span.start) + 1 : end if end >= 0 else len(text)]
