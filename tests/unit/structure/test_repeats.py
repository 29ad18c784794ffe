"""Lines around the body and the parts that they repeat."""

import re

import pytest

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
from redactor.structure.repeats import Repeat, Tie, repeats

BODY = """\
Beslut
3. Anmälan enligt SoL (sekretess)
SN-2024-31
Bakgrund
Text.
4. Val av justerare
Bakgrund
Mer text.
5. Val av justerare
SN-2024-40
Text.
Hemligt
"""


def layer(text: str, kind: LayerKind = LayerKind.BODY) -> TextLayer:
    whole = Span(0, len(text))
    lines = tuple(Block(Span(*m.span()), i) for i, m in enumerate(re.finditer(r"[^\n]+", text)))
    name = LayerId("body" if kind is LayerKind.BODY else f"{kind}:1")
    return TextLayer(name, kind, text, (Anchored(whole, whole),), lines)


def section(head: str, end: str, case: str | None = None, kind: SectionKind = SectionKind.ITEM) -> Section:
    start = BODY.index(head)
    number, _, heading = head.rpartition(". ")
    at = BODY.index(heading, start)
    place = None if case is None else Span(BODY.index(case), BODY.index(case) + len(case))
    return Section(
        LayerId("body"),
        Span(start, BODY.index(end) if end else len(BODY)),
        kind,
        number or None,
        heading=Span(at, at + len(heading)),
        case_number=case,
        case_span=place,
    )


GROUP = section("Beslut", "", kind=SectionKind.GROUP)
THIRD = section("3. Anmälan enligt SoL (sekretess)", "4. Val", "SN-2024-31")
FOURTH = section("4. Val av justerare", "5. Val")
FIFTH = section("5. Val av justerare", "Hemligt", "SN-2024-40")
CLOSED = section("Hemligt", "", kind=SectionKind.HEADING)
SECTIONS = (GROUP, THIRD, FOURTH, FIFTH, CLOSED)


def found(text: str, kind: LayerKind = LayerKind.OUTLINE) -> tuple[Repeat, ...]:
    document = Document(Sha256("0" * 64), "application/pdf", 1, (layer(BODY), layer(text, kind)))
    return repeats(document, SECTIONS)


@pytest.mark.parametrize(
    ("line", "part", "tie"),
    [
        ("3. Anmälan enligt SoL (sekretess)", THIRD, Tie.HEADING),
        ("Anmälan enligt SoL (sekretess)", THIRD, Tie.HEADING),
        ("Anmälan enligt\u00a0SoL", THIRD, Tie.HEADING),
        ("3 ANMÄLAN ENLIGT SOL - sekretess", THIRD, Tie.HEADING),
        ("3. Anmälan (sekretess)", THIRD, Tie.NUMBER),
        ("Ärende om SN-2024-31 (sekretess)", THIRD, Tie.NUMBER),
        ("5. Val av justerare", FIFTH, Tie.HEADING),
        ("SN-2024-40 Val av justerare", FIFTH, Tie.HEADING),
        ("Beslut", GROUP, Tie.HEADING),
        ("Hemligt", CLOSED, Tie.HEADING),
    ],
)
def test_bookmark_of_a_part(line: str, part: Section, tie: Tie) -> None:
    """A bookmark is the part's whose heading, number or case number it says."""
    (repeat,) = found(line)
    assert (repeat.part, repeat.tie) == (part, tie)


@pytest.mark.parametrize(
    "line",
    ["Sekretess", "12. Anmälan (sekretess)", "Ärende om SN-2024-99 (sekretess)", "Om Val av justerare"],
)
def test_bookmark_of_nothing(line: str) -> None:
    """What names no part is about none."""
    assert found(line) == ()


def test_bookmarks_of_headings_that_read_the_same() -> None:
    """As many as there are headings or lines: in the document's order. Else of none."""
    assert [r.part for r in found("Val av justerare\nVal av justerare\n")] == [FOURTH, FIFTH]
    assert found("Val av justerare\n") == ()
    inside = found("Bakgrund\nBakgrund\n")
    assert [(r.part, r.tie) for r in inside] == [(THIRD, Tie.INSIDE), (FOURTH, Tie.INSIDE)]


def test_heading_of_a_bookmark_leaves_out_number_and_case_number() -> None:
    """What a copy may keep of a secret bookmark is not part of its heading."""
    text = "1. Dagordning\n3. Anmälan enligt SoL (sekretess) SN-2024-31\n"
    (repeat,) = found(text)
    assert repeat.heading is not None
    assert repeat.heading.cut(text) == "Anmälan enligt SoL (sekretess)"


@pytest.mark.parametrize("kind", [LayerKind.HEADER, LayerKind.FOOTER, LayerKind.PROPERTY, LayerKind.ALT_TEXT])
def test_running_line_needs_more_than_a_word_or_a_figure(kind: LayerKind) -> None:
    """A page number is no item's, and a stamp that reads like a heading is not about that part alone."""
    assert found("3. Sida (sekretess)", kind) == found("HEMLIGT", kind) == ()
    assert [r.part for r in found("§ 3 (sekretess)", kind)] == [THIRD]
    assert [r.part for r in found("Anmälan enligt SoL (sekretess)", kind)] == [THIRD]
