"""The analyzer: windows, conditions, overlaps, evidence, ids; nothing found is lost on the way."""

import time
from collections.abc import Iterator
from datetime import date

import pytest
from presidio_analyzer import Pattern, PatternRecognizer

from redactor import rulepack
from redactor.analyzer import Analyzer, finding_id
from redactor.analyzer.engine import OVERLAP, WINDOW, Engine, windows
from redactor.domain.document import (
    Anchored,
    Block,
    Document,
    LayerId,
    LayerKind,
    Section,
    SectionKind,
    Sha256,
    Span,
    TextLayer,
)
from redactor.domain.review import Action, Certainty, Finding, Hit, Scope
from redactor.recognizers import Recognizer
from redactor.recognizers.patterns import PatternRules
from redactor.rulepack import Catalogue, LoadedPack, Packs, Rule

TODAY = date(2026, 11, 22)
ID = Sha256("0" * 64)
BODY = LayerId("body")


def rule(name: str, **fields: object) -> Rule:
    return Rule.model_validate({"id": f"prov.{name}", "entity": "KOD", "why": "Prov.", **fields})


def analyzer(*rules: Rule, terms: tuple[str, ...] = ()) -> Analyzer:
    pack = rulepack.RulePack(id="prov", version="1", title="Prov", rules=rules)
    loaded = rulepack.load(rulepack.builtin())
    own = LoadedPack(loaded.packs[0].folder, pack, loaded.packs[0].examples)
    return Analyzer(Packs((own,), loaded.catalogue, loaded.versions), terms, TODAY)


def layer(text: str, name: str = "body", kind: LayerKind = LayerKind.BODY) -> TextLayer:
    blocks: list[Block] = []
    at = 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block(Span(at, at + len(line)), len(blocks)))
        at += len(line) + 1
    whole = (Anchored(Span(0, len(text)), Span(0, len(text))),) if text else ()
    return TextLayer(LayerId(name), kind, text, whole, tuple(blocks))


def found(made: Analyzer, text: str, *sections: Section, entity: str = "KOD") -> tuple[Finding, ...]:
    document = Document(ID, "text/plain", None, (layer(text),))
    return tuple(f for f in made.findings(document, sections, b"key") if f.entity_type == entity)


ITEM_TEXT = "1. Kod A\n\nförsta\n\nkod A i texten\n\n2. Kod B\n\nkod B\n"
ONE = Section(BODY, Span(0, 33), SectionKind.ITEM, heading=Span(3, 8), body=Span(10, 32))
TWO = Section(BODY, Span(34, 50), SectionKind.ITEM, heading=Span(37, 42), body=Span(44, 49))


def places(findings: tuple[Finding, ...]) -> list[int]:
    return [f.span.start for f in findings]


@pytest.mark.parametrize(
    ("where", "starts"),
    [
        (["heading"], [3, 37]),
        (["body"], [18, 44]),
        (["under_heading"], [44]),
        (["contents"], []),
        (["stamp"], []),
        ([], [3, 18, 37, 44]),
    ],
)
def test_where_binds_a_rule_to_places(where: list[str], starts: list[int]) -> None:
    """Heading, body, the short first line under the heading; none named: everywhere."""
    made = analyzer(rule("var", pattern="[Kk]od [AB]", where=where))
    assert places(found(made, ITEM_TEXT, ONE, TWO)) == starts


@pytest.mark.parametrize(
    ("within", "starts"),
    [("span", [3, 18, 37, 44]), ("line", [3, 37, 44]), ("heading", [3, 18, 37, 44]), ("item", [37, 44])],
)
def test_unless_takes_a_hit_away(within: str, starts: list[int]) -> None:
    """Where the exception stands within reach, and not beyond it."""
    made = analyzer(rule("utom", pattern="[Kk]od [AB]", unless=[{"terms": ["texten"], "within": within}]))
    assert places(found(made, ITEM_TEXT, ONE, TWO)) == starts


@pytest.mark.parametrize(("within", "starts"), [("line", [18]), ("item", [3, 18])])
def test_requires_asks_for_another_finding(within: str, starts: list[int]) -> None:
    """The rule holds only where such a finding stands within reach."""
    made = analyzer(
        rule("kod", pattern="[Kk]od [AB]", requires=[{"entities": ["ORD"], "within": within}]),
        rule("ord", entity="ORD", terms=["texten"]),
    )
    assert places(found(made, ITEM_TEXT, ONE, TWO)) == starts


def test_a_finding_knows_its_innermost_section() -> None:
    """The section that contains all of it, nothing between two."""
    made = analyzer(rule("kod", pattern="(?s)kod A.{0,60}kod B|Kod A"))
    group = Section(BODY, Span(0, 50), SectionKind.GROUP)
    one, both = found(made, ITEM_TEXT, group, ONE, TWO)
    assert (one.section, both.section) == (ONE, group)


def test_overlaps_of_one_entity_become_one() -> None:
    """The union, with the surest rule's evidence."""
    made = analyzer(
        rule("a", pattern="ett två", certainty="suspect", action="review"), rule("b", pattern="två tre")
    )
    (one,) = found(made, "ett två tre fyra")
    assert (one.text, one.evidence.rule, one.certainty) == ("ett två tre", "prov.b", Certainty.CERTAIN)


def test_overlaps_of_two_scopes_stay_two() -> None:
    """A marker of the item and a datum in it are two findings."""
    made = analyzer(rule("a", pattern="ett två", scope="item"), rule("b", pattern="två tre"))
    assert [f.evidence.scope for f in found(made, "ett två tre")] == [Scope.ITEM, Scope.SPAN]


class Codes(Recognizer):
    """Reads codes sure enough to be kept, and parts of them unsurely."""

    name = "codes"  # type: ignore[misc]  # as in the base class
    entities = ("KOD", "ANNAT", "TREDJE")

    def hits(self, text: str) -> Iterator[Hit]:
        at = text.find("QX-55")
        if at >= 0:
            yield Hit(Span(at, at + 5), "KOD", 0.99, "prov.kod", Certainty.CERTAIN)
            yield Hit(Span(at + 3, at + 5), "ANNAT", 0.5, self.name, Certainty.SUSPECT)
            yield Hit(Span(at + 3, at + 8), "TREDJE", 0.5, self.name, Certainty.SUSPECT)


def test_a_surer_reading_explains_what_lies_in_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """What reaches outside stays, and so does what a pack's pattern found in something kept."""
    monkeypatch.setattr("redactor.analyzer.discover", lambda _: (Codes(),))
    made = analyzer(rule("kod", recognizer="codes", action="keep"), rule("del", entity="EGEN", pattern="55"))
    text = "en QX-55 kr"
    assert found(made, text, entity="ANNAT") == ()
    assert [len(found(made, text, entity=e)) for e in ("KOD", "TREDJE", "EGEN")] == [1, 1, 1]


def test_an_excepted_hit_takes_no_other_along() -> None:
    """Presidio would have dropped the inner hit before the outer was excepted."""
    made = analyzer(
        rule("yttre", pattern="x kod y", unless=[{"terms": ["y"], "within": "span"}]),
        rule("inre", pattern="kod"),
    )
    assert [f.text for f in found(made, "x kod y")] == ["kod"]


def test_a_term_is_never_explained_away() -> None:
    """Not by a surer or wider finding."""
    made = analyzer(rule("a", pattern="kod hemvist 17"), terms=("hemvist",))
    assert [f.text for f in found(made, "kod hemvist 17", entity="TERM")] == ["hemvist"]


def test_context_raises_certainty() -> None:
    """A context word near a suspect hit makes it certain."""
    made = analyzer(rule("a", pattern=r"\d{5}", certainty="suspect", context=["passerkort"]))
    near, far = found(made, "Passerkort 12345\n" + "text " * 60 + "\n54321")
    assert (near.certainty, far.certainty) == (Certainty.CERTAIN, Certainty.SUSPECT)


def test_a_rule_out_of_time_is_for_a_person(monkeypatch: pytest.MonkeyPatch) -> None:
    """The text it did not finish is a finding to review, and takes nothing else along."""
    monkeypatch.setattr("redactor.analyzer.PatternRules", lambda rules: PatternRules(rules, timeout=0.01))
    made = analyzer(rule("a", pattern="(?:a|aa|aaa){1,60}b"), rule("k", pattern="kod"))
    text = "kod " + "a" * 4_000 + "c b"
    kod, whole = found(made, text)
    assert kod.text == "kod" and whole.text == text
    assert (whole.evidence.action, whole.evidence.rule) == (Action.REVIEW, "prov.a")
    assert "hann inte" in whole.evidence.why


def test_spans_are_the_source_s() -> None:
    """Folding leaves no trace in a finding's place or text."""
    made = analyzer(rule("a", pattern="kod-17"))
    (one,) = found(made, "en ko\u00add‑17 här")
    assert one.text == "ko\u00add‑17"


def test_every_layer_is_read() -> None:
    """In the document's order."""
    made = analyzer(rule("a", pattern="kod"))
    layers = (
        layer("kod"),
        layer("kod", "header:1", LayerKind.HEADER),
        layer("", "footer:1", LayerKind.FOOTER),
    )
    findings = made.findings(Document(ID, "text/plain", None, layers), (), b"key")
    assert [f.layer for f in findings if f.entity_type == "KOD"] == ["body", "header:1"]


def test_an_id_depends_on_key_document_and_place() -> None:
    """And on nothing else: the same input gives the same ids."""
    ids = {
        finding_id(key, document, LayerId(name), Span(0, end), entity)
        for key in (b"a", b"b")
        for document in (ID, Sha256("1" * 64))
        for name in ("body", "note:1")
        for end in (1, 2)
        for entity in ("KOD", "TERM")
    }
    assert len(ids) == 32
    made = analyzer(rule("a", pattern="kod"))
    assert found(made, "kod")[0].id == finding_id(b"key", ID, BODY, Span(0, 3), "KOD")


def test_text_without_sections_is_judged_by_its_lines() -> None:
    """Exceptions hold; a rule bound to places is only suspect."""
    made = analyzer(
        rule("a", pattern="kod", where=["heading"]),
        rule("b", pattern="tal", unless=[{"terms": ["ej"], "within": "line"}]),
    )
    hits = [h for h in made.hits("kod\nej tal\ntal") if h.entity_type == "KOD"]
    assert [(h.span.start, h.certainty) for h in hits] == [(0, Certainty.SUSPECT), (11, Certainty.CERTAIN)]


class Stranger(Recognizer):
    name = "stranger"  # type: ignore[misc]  # as in the base class
    entities = ("KOD",)
    why = "En främlings skäl."

    def hits(self, text: str) -> Iterator[Hit]:
        at = text.find("främmande")
        if at >= 0:
            yield Hit(Span(at, at + 9), "KOD", 0.4, self.name, Certainty.SUSPECT)


def test_a_recognizer_without_a_rule_gives_its_own_ground(monkeypatch: pytest.MonkeyPatch) -> None:
    """And what it is not sure of is for a person."""
    monkeypatch.setattr("redactor.analyzer.discover", lambda _: (Stranger(),))
    (one,) = found(analyzer(rule("a", pattern="kod")), "en främmande sak")
    assert (one.evidence.why, one.evidence.law, one.evidence.action) == (
        "En främlings skäl.",
        "GDPR 6",
        Action.REVIEW,
    )


def test_presidio_s_own_recognizers_plug_in() -> None:
    """Anyone's PatternRecognizer runs as it is."""
    theirs = PatternRecognizer("KOD", patterns=[Pattern("kod", r"kod \d", 0.9)], supported_language="sv")
    (one,) = Engine([theirs], {}).found("en kod 7")
    assert (one.hit.span, one.hit.certainty) == (Span(3, 8), Certainty.CERTAIN)


@pytest.mark.parametrize(
    "text", ["", "a" * 30_000, "ord " * 30_000, "rad\n" * 30_000, "x" * WINDOW + "\n" + "y" * WINDOW]
)
def test_windows_answer_for_every_character_once(text: str) -> None:
    """Cut anywhere, in order, without gap; each sees at least what it answers for."""
    own = [w.own for w in windows(text, 8_000, 500)]
    assert "".join(span.cut(text) for span in own) == text
    assert all(w.seen.contains(w.own) and len(w.own) <= 8_000 for w in windows(text, 8_000, 500))


@pytest.mark.parametrize("shift", range(-12, 13, 3))
def test_a_match_over_a_window_s_edge_is_found_once(shift: int) -> None:
    """The overlap is wider than any match."""
    made = analyzer(rule("a", pattern=r"kod\s17\sslut"))
    filler = ("x" * 79 + "\n") * (WINDOW // 80 + 40)
    text = filler[: WINDOW + shift] + "\nkod\n17\nslut\n" + filler
    assert len(text) > WINDOW + OVERLAP
    assert len(found(made, text)) == 1


def test_time_grows_with_the_text() -> None:
    """Ten times the text takes at most eleven times as long, and half of one for the clock's noise."""
    engine = Engine([PatternRules(rulepack.load(rulepack.builtin()).rules)], {})
    page = (
        "3. Ansökan om stöd (sekretess)\n\nÄrendet omfattas av sekretess. "
        + "Nämnden beslutar om medel. " * 80
        + "\n"
    )

    def seconds(pages: int) -> float:
        text = page * pages
        best = 9.0
        for _ in range(3):
            begun = time.process_time()
            engine.found(text)
            best = min(best, time.process_time() - begun)
        return best

    engine.found(page)
    assert seconds(400) <= 11.5 * seconds(40)


def test_the_catalogue_is_what_lagrum_are_held_against() -> None:
    """A catalogue without a section knows no law to cite."""
    loaded = rulepack.load(rulepack.builtin())
    bare = Catalogue.model_validate(
        {**loaded.catalogue.model_dump(), "chapters": {"26": {"title": "Socialtjänst"}}}
    )
    made = Analyzer(Packs(loaded.packs, bare, loaded.versions), (), TODAY)
    (one,) = found(made, "Sekretess enligt 26 kap. 1 § OSL", entity="SEKRETESS_MARKER")
    assert (one.evidence.rule, one.evidence.law) == ("sekretess.lagrum_oklart", None)


@pytest.mark.parametrize(
    ("kind", "names"),
    [(LayerKind.NAME, 0), (LayerKind.FIELD, 0), (LayerKind.BODY, 1), (LayerKind.COMMENT, 1)],
)
def test_no_names_in_what_software_writes(kind: LayerKind, names: int) -> None:
    """Who judges by the words around is not asked of styles' names and field codes."""
    text = "Gustaf Hellmerth ringde igår"
    document = Document(ID, "text/plain", None, (layer(text, "own", kind),))
    findings = analyzer().findings(document, (), b"key")
    assert sum(f.entity_type == "PERSON" for f in findings) == names
