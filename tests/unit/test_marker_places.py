"""Sekretess markers in tables, lists, stamps, legends and groups; markers without a word; their law."""

from dataclasses import replace
from datetime import date

import pytest

from redactor import rulepack
from redactor.analyzer import Analyzer
from redactor.domain.document import (
    Anchored,
    Block,
    Cell,
    Document,
    Host,
    LayerId,
    LayerKind,
    PdfRun,
    Section,
    SectionKind,
    Sha256,
    Span,
    TextLayer,
)
from redactor.domain.review import Action, Certainty, Finding, Scope

BODY = LayerId("body")


@pytest.fixture(scope="module")
def analyzer() -> Analyzer:
    return Analyzer(rulepack.load(rulepack.builtin()), (), date(2026, 11, 22))


def layer(
    text: str,
    cells: dict[str, Cell] | None = None,
    kind: LayerKind = LayerKind.BODY,
    host: Host | None = None,
) -> TextLayer:
    blocks: list[Block] = []
    at = 0
    for line in text.split("\n"):
        if line.strip():
            cell = (cells or {}).get(line)
            blocks.append(Block(Span(at, at + len(line)), len(blocks), cell=cell))
        at += len(line) + 1
    name = BODY if kind is LayerKind.BODY else LayerId(f"{kind}:1")
    return TextLayer(
        name, kind, text, (Anchored(Span(0, len(text)), Span(0, len(text))),), tuple(blocks), host
    )


def section(text: str, heading: str, body: str = "", kind: SectionKind = SectionKind.ITEM) -> Section:
    """The section from its heading to the end of its body, by their text."""
    start = text.index(heading)
    at = Span(start, start + len(heading))
    inner = Span(text.index(body), text.index(body) + len(body)) if body else None
    return Section(BODY, Span(start, inner.end if inner else at.end), kind, heading=at, body=inner)


def found(analyzer: Analyzer, layers: tuple[TextLayer, ...], *sections: Section) -> tuple[Finding, ...]:
    document = Document(Sha256("0" * 64), "text/plain", None, layers)
    return tuple(
        f for f in analyzer.findings(document, sections, b"key") if f.entity_type == "SEKRETESS_MARKER"
    )


def in_item(analyzer: Analyzer, heading: str, body: str) -> tuple[Finding, ...]:
    text = f"{heading}\n\n{body}\n"
    return found(analyzer, (layer(text),), section(text, heading, body))


@pytest.mark.parametrize(
    ("value", "hit"),
    [
        ("Ja", True),
        ("26:1", True),
        ("OSL 26:1", True),
        ("X", True),
        ("Nej", False),
        ("-", False),
        ("18 april", False),
    ],
)
def test_a_column_headed_sekretess_speaks_for_its_row(analyzer: Analyzer, value: str, hit: bool) -> None:
    """A bare lagrum or a yes in the column is a marker; a no, a dash or a date is none."""
    text = f"Ärende\nSekretess\nAnsökan om stöd\n{value}\n"
    cells = {
        "Ärende": Cell(0, 0, 0),
        "Sekretess": Cell(0, 0, 1),
        "Ansökan om stöd": Cell(0, 1, 0),
        value: Cell(0, 1, 1),
    }
    row = Section(BODY, Span(text.index("Ansökan"), len(text) - 1), SectionKind.ROW)
    marks = [f for f in found(analyzer, (layer(text, cells),), row) if f.section == row]
    assert bool(marks) is hit


def test_a_marker_in_a_table_without_a_head_is_its_rows(analyzer: Analyzer) -> None:
    """A table that goes on from the page before begins with an item, and its marker is no column's title."""
    text = "Ansökan om stöd\nSekretess\nBudget\nNej\n"
    cells = {line: Cell(0, at // 2, at % 2) for at, line in enumerate(text.split("\n")[:-1])}
    row = Section(BODY, Span(0, text.index("\nBudget")), SectionKind.ROW)
    (mark,) = found(analyzer, (layer(text, cells),), row)
    assert mark.evidence.scope is Scope.ITEM
    assert mark.evidence.action is not Action.KEEP


def test_a_bare_lagrum_without_a_word_is_none(analyzer: Analyzer) -> None:
    """31:16 alone on a line may be anything."""
    assert in_item(analyzer, "Ansökan om stöd", "31:16") == ()


def test_a_lagrum_below_the_word_counts(analyzer: Analyzer) -> None:
    """A stamp over several lines: the word, then the section without the law's name."""
    marks = in_item(analyzer, "Ansökan om stöd", "SEKRETESS\n26 kap. 1 §\n2024-03-01\nSocialnämnden")
    assert {f.evidence.law for f in marks} == {"OSL 26:1"}


def test_a_stamp_read_by_ocr_marks_the_item_it_hangs_in(analyzer: Analyzer) -> None:
    """The picture's text belongs to the section at its place; å ä ö may be lost."""
    text = "Ansökan om stöd\n\nNämnden beslutar.\n"
    own = section(text, "Ansökan om stöd", "Nämnden beslutar.")
    stamp = layer("5ekretess\nHandlingen omfattas av sekretess", kind=LayerKind.OCR, host=Host(BODY, 20))
    marks = found(analyzer, (layer(text), stamp), own)
    assert marks and all(f.section == own for f in marks)


def test_a_marker_in_the_contents_list_only(analyzer: Analyzer) -> None:
    """The entry's section is kept, so that its item can be found by its number."""
    text = "3. Ansökan om stöd (sekretess) ........ 7\n"
    entry = section(text, "Ansökan om stöd (sekretess)", kind=SectionKind.CONTENTS)
    (mark,) = found(analyzer, (layer(text),), entry)
    assert (mark.section, mark.evidence.scope) == (entry, Scope.ITEM)


@pytest.mark.parametrize("heading", ["Sekretessärenden", "Individärenden", "Ärenden inom stängda dörrar"])
def test_a_group_heading_marks_the_group(analyzer: Analyzer, heading: str) -> None:
    """The finding's section is the group's."""
    text = f"{heading}\n\n3. Ansökan om stöd\n"
    group = section(text, heading, kind=SectionKind.GROUP)
    (mark,) = found(analyzer, (layer(text),), group)
    assert mark.section == group


@pytest.mark.parametrize(
    ("legend", "marked"), [("* = sekretess", True), ("* = ny handling", False), ("* = ej sekretess", False)]
)
def test_a_star_means_what_the_legend_says(analyzer: Analyzer, legend: str, marked: bool) -> None:
    """Only the starred heading is marked, and only under a legend about secrecy."""
    text = f"{legend}\n\n3. Ansökan om stöd *\n\n4. Budget\n"
    one, other = section(text, "3. Ansökan om stöd *"), section(text, "4. Budget")
    marks = found(analyzer, (layer(text),), one, other)
    assert [f.section for f in marks] == ([one] if marked else [])


def test_an_attachment_is_confidential_and_its_item_is_not(analyzer: Analyzer) -> None:
    """`Se bilaga (sekretess)` reaches the attachment alone."""
    marks = in_item(analyzer, "Upphandling", "Se bilaga 3 (sekretess)")
    assert {f.evidence.scope for f in marks} == {Scope.ATTACHMENT}


def test_a_confidential_paper_in_a_list_takes_its_line(analyzer: Analyzer) -> None:
    """An entry under the decision's papers says nothing of the whole item."""
    body = "Nämnden beslutar om upphandling av städtjänster för skolorna.\n- Utvärdering av anbud (sekretess)"
    assert [f.evidence.scope for f in in_item(analyzer, "Upphandling", body)] == [Scope.LINE]


@pytest.mark.parametrize("heading", ["Upphandling (delvis sluten del)", "Upphandling (delvis sekretess)"])
def test_partly_confidential_is_for_a_person(analyzer: Analyzer, heading: str) -> None:
    """`delvis` is never decided by the program."""
    assert {f.evidence.action for f in in_item(analyzer, heading, "Text.")} == {Action.REVIEW}


def test_an_exception_is_no_ground(analyzer: Analyzer) -> None:
    """OSL 1–14 beside the word: the law must be asked for."""
    (mark,) = in_item(analyzer, "Ansökan", "Sekretess enligt 10 kap. 27 § OSL")
    assert (mark.evidence.rule, mark.evidence.action, mark.certainty) == (
        "sekretess.lagrum_undantag",
        Action.REVIEW,
        Certainty.SUSPECT,
    )
    assert mark.evidence.law is None


@pytest.mark.parametrize(
    ("heading", "body"),
    [
        ("Ansökan om ekonomiskt bistånd för Disa Provsson", "Nämnden beslutar."),
        ("Vårdnad om Tore Exempelman", "Nämnden beslutar."),
        ("Disa Provsson, fortsatt placering", "Nämnden beslutar."),
        ("A.B. - faderskap", "Nämnden beslutar."),
        ("Ansökan", "Personnummer 19850101-2382\nVård enligt 2 § LVU"),
    ],
)
def test_a_named_person_s_social_matter_needs_no_marker(analyzer: Analyzer, heading: str, body: str) -> None:
    """With a name in the heading or a personnummer in the item, under OSL 26:1."""
    marks = in_item(analyzer, heading, body)
    assert marks and {(f.evidence.action, f.evidence.law) for f in marks} == {(Action.REDACT, "OSL 26:1")}


@pytest.mark.parametrize(
    "heading",
    [
        "Motion av Disa Provsson (S) om ekonomiskt bistånd",
        "Riksnorm för ekonomiskt bistånd 2024",
        "Placering av nämnden i arvodesgrupp 3",
        "Placering av barn i skyddat boende",
        "LVU-placeringar för Göteborgs Stad",
        "Yttrande om vårdnadsöverflytt till Social Resursnämnd",
    ],
)
def test_social_law_in_general_marks_nothing(analyzer: Analyzer, heading: str) -> None:
    """Statistics, motions and rules about the same matters are public."""
    assert in_item(analyzer, heading, "Nämnden beslutar.") == ()


def test_the_law_is_the_one_cited(analyzer: Analyzer) -> None:
    """From the marker, and from another marker of the same item where this one cites none."""
    marks = in_item(analyzer, "Ansökan (sekretess)", "Nämnden beslutar.\n\n21 kap. 7 § OSL")
    assert {f.evidence.law for f in marks} == {"OSL 21:7"}


def test_a_missing_law_is_said(analyzer: Analyzer) -> None:
    """Where nothing is cited the registrator is told that the section must be filled in."""
    (mark,) = in_item(analyzer, "Ansökan (sekretess)", "Nämnden beslutar.")
    assert mark.evidence.law is None and "lagrummet är inte angivet" in mark.evidence.why


def test_a_marker_outside_every_item_is_about_the_document(analyzer: Analyzer) -> None:
    """For a person where the document has items, certain where it is one paper."""
    text = "SEKRETESS\n\n3. Budget\n\nNämnden beslutar.\n"
    (mark,) = found(analyzer, (layer(text),), section(text, "3. Budget", "Nämnden beslutar."))
    assert (mark.evidence.scope, mark.evidence.action) == (Scope.DOCUMENT, Action.REVIEW)
    (mark,) = found(analyzer, (layer("SEKRETESS\n\nNämnden beslutar.\n"),))
    assert (mark.evidence.scope, mark.evidence.action) == (Scope.DOCUMENT, Action.REDACT)


@pytest.mark.parametrize(("title", "action"), [("Delegat", Action.KEEP), ("Handläggare", Action.REDACT)])
def test_a_lagrum_in_a_table_of_delegations_is_about_powers(
    analyzer: Analyzer, title: str, action: Action
) -> None:
    """A column that says who decides makes its table one of delegation."""
    text = f"Ärende\nLagrum\n{title}\nUtlämnande av handling\n26 kap. 1 § OSL\nEnhetschef\n"
    lines = text.splitlines()
    cells = {line: Cell(0, i // 3, i % 3) for i, line in enumerate(lines)}
    row = Section(BODY, Span(text.index("Utlämnande"), len(text) - 1), SectionKind.ROW)
    assert {f.evidence.action for f in found(analyzer, (layer(text, cells),), row)} == {action}


def running(pages: tuple[int, ...], count: int, kind: LayerKind = LayerKind.HEADER) -> TextLayer:
    """`SEKRETESS` in the margin of these pages."""
    line = "SEKRETESS\n"
    anchors = tuple(
        Anchored(Span(i * len(line), (i + 1) * len(line)), PdfRun(page, 0, Span(0, len(line))))
        for i, page in enumerate(pages)
    )
    assert all(page < count for page in pages)
    return TextLayer(LayerId(f"{kind}:1"), kind, line * len(pages), anchors)


@pytest.mark.parametrize(
    ("pages", "scope"),
    [
        ((0, 1, 2, 3), Scope.DOCUMENT),
        ((1, 2, 3), Scope.DOCUMENT),
        ((0, 1), Scope.ITEM),
        ((2, 3), Scope.ITEM),
    ],
)
def test_running_stamp(analyzer: Analyzer, pages: tuple[int, ...], scope: Scope) -> None:
    """On every page, or all but a first one of its own, it is about the document; else about those pages."""
    text = "1. Öppnande\nText.\n"
    document = Document(Sha256("0" * 64), "application/pdf", 4, (layer(text), running(pages, 4)))
    stamps = [
        f
        for f in analyzer.findings(document, (section(text, "1. Öppnande", "Text."),), b"key")
        if f.entity_type == "SEKRETESS_MARKER"
    ]
    assert [(f.evidence.scope, f.evidence.action) for f in stamps] == [(scope, Action.REVIEW)] * len(pages)


@pytest.mark.parametrize(
    ("kind", "line", "tied"),
    [
        (LayerKind.OUTLINE, "1. Anmälan enligt SoL (sekretess)", True),
        (LayerKind.HEADER, "Anmälan enligt SoL (sekretess)", True),
        (LayerKind.PROPERTY, "1. Anmälan enligt SoL (sekretess)", True),
        (LayerKind.OUTLINE, "2. Annat ärende (sekretess)", False),
        (LayerKind.PROPERTY, "Kallelse (sekretess)", False),
        (LayerKind.HEADER, "SEKRETESS", False),
    ],
)
def test_marker_that_repeats_an_item_is_its(
    analyzer: Analyzer, kind: LayerKind, line: str, *, tied: bool
) -> None:
    """Around the body a marker belongs to the item that its line names, or else to the document."""
    text = "1. Anmälan enligt SoL\nText.\n"
    own = replace(section(text, "Anmälan enligt SoL", "Text."), number="1")
    (marked,) = found(analyzer, (layer(text), layer(line, kind=kind)), own)
    scope, action = (Scope.ITEM, Action.REDACT) if tied else (Scope.DOCUMENT, Action.REVIEW)
    assert (marked.section, marked.evidence.scope) == (own if tied else None, scope)
    assert marked.evidence.action is action
