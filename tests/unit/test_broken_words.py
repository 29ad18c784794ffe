"""Words and numbers that a narrow cell breaks between two letters."""

from dataclasses import replace
from datetime import date

import pytest

from redactor import rulepack
from redactor.analyzer import Analyzer
from redactor.analyzer.broken import whole_words
from redactor.domain.document import (
    Anchored,
    Block,
    Cell,
    Document,
    LayerId,
    LayerKind,
    Narrow,
    PdfRun,
    Sha256,
    Span,
    TextLayer,
)

BODY = LayerId("body")


@pytest.fixture(scope="module")
def analyzer() -> Analyzer:
    return Analyzer(rulepack.load(rulepack.builtin()), (), date(2024, 12, 1))


def cell(lines: str, *, table: bool = True) -> TextLayer:
    """One cell whose lines, written with `|` between, stand in lines of a page of their own."""
    text = lines.replace("|", " ")
    anchors: list[Anchored] = []
    for number, line in enumerate(lines.split("|")):
        start = anchors[-1].span.end if anchors else 0
        end = min(start + len(line) + 1, len(text))
        anchors.append(Anchored(Span(start, end), PdfRun(0, number, Span(0, end - start))))
    block = Block(Span(0, len(text)), 0, cell=Cell(0, 0, 0) if table else None)
    return TextLayer(BODY, LayerKind.BODY, text, tuple(anchors), (block,))


def found(analyzer: Analyzer, layer: TextLayer) -> set[tuple[str, str]]:
    document = Document(Sha256("0" * 64), "application/pdf", None, (layer,))
    return {(f.entity_type, f.text) for f in analyzer.findings(document, (), b"key")}


@pytest.mark.parametrize(
    ("lines", "entity"),
    [
        ("Gustaf|Hellmer|th", "PERSON"),
        ("Gustaf|Hellm|erth", "PERSON"),
        ("19811218-|9876", "SE_PERSONNUMMER"),
        ("198112|18-987|6", "SE_PERSONNUMMER"),
        ("19811218|-9876", "SE_PERSONNUMMER"),
        ("saga.ek@|exampl|e.com", "EMAIL_ADDRESS"),
    ],
)
def test_a_broken_word_goes_whole(analyzer: Analyzer, lines: str, entity: str) -> None:
    layer = cell(lines)
    assert (entity, layer.text) in found(analyzer, layer)


def test_a_marker_over_two_lines_is_still_one(analyzer: Analyzer) -> None:
    """It is broken at its blank, though the next line begins as a word's end would."""
    entities = {entity for entity, _ in found(analyzer, cell("Sekretess|enligt|26 kap. 1 §|OSL"))}
    assert "SEKRETESS_MARKER" in entities


@pytest.mark.parametrize(
    "lines", ["Gustaf|fick avslag", "556|778", "Skolskjuts|avslag", "Rivning av|skjul", "7 500|2 345"]
)
def test_what_stands_below_a_word_goes_not_with_it(analyzer: Analyzer, lines: str) -> None:
    layer = cell(lines)
    over = {text for _, text in found(analyzer, layer) if " " in text}
    assert over == set()


@pytest.mark.parametrize("lines", ["Rivning av|skjul", "Vassbo|AB", "Nr", "Hellmerth"])
def test_lines_that_end_with_a_word_are_read_once(lines: str) -> None:
    assert whole_words(cell(lines)) is None


def column(lines: str) -> TextLayer:
    """The lines as those of a narrow column, each full."""
    layer = cell(lines, table=False)
    full = tuple(anchored.span.end - 1 for anchored in layer.anchors[:-1])
    return replace(layer, narrow=(Narrow(Span(0, len(layer.text)), full),))


@pytest.mark.parametrize(
    ("lines", "entity"),
    [
        ("Gustaf|Hellm|erth", "PERSON"),
        ("198112|18-987|6", "SE_PERSONNUMMER"),
        ("saga.|ek@exa|mple.|com", "EMAIL_ADDRESS"),
        ("saga|.ek|@exa|mple|.com", "EMAIL_ADDRESS"),
        ("Vubrålins|tigen|33", "SE_STREET_ADDRESS"),
    ],
)
def test_a_word_broken_in_a_column_goes_whole(analyzer: Analyzer, lines: str, entity: str) -> None:
    layer = column(lines)
    assert (entity, layer.text) in found(analyzer, layer)


@pytest.mark.parametrize("lines", ["Beslut.|Därefter", "Rivning av|skjul", "Hellmerth|Vassbo", "Beslut:|ja"])
def test_full_lines_that_end_with_a_word_are_read_once(lines: str) -> None:
    assert whole_words(column(lines)) is None


def test_running_text_is_read_once() -> None:
    assert whole_words(cell("Hellm|erth", table=False)) is None
