"""Values that can't be are not made: a broken reader or plan stops before anything is written."""

import pytest

from redactor.domain.document import (
    Anchored,
    Document,
    LayerId,
    LayerKind,
    Section,
    SectionKind,
    Sha256,
    Span,
    TextLayer,
)
from redactor.domain.records import Plan, Redaction
from redactor.domain.review import FindingId

BODY = LayerId("body")


def layer(text: str, *anchors: Anchored) -> TextLayer:
    return TextLayer(BODY, LayerKind.BODY, text, anchors)


def redaction(layer_id: str, start: int, end: int) -> Redaction:
    span = Span(start, end)
    return Redaction(FindingId("f"), LayerId(layer_id), span, (span,), "")


@pytest.mark.parametrize(("start", "end"), [(3, 3), (4, 3), (-1, 2)])
def test_span_of_nothing(start: int, end: int) -> None:
    """A span has characters, and begins in the text."""
    with pytest.raises(ValueError, match="no span"):
        Span(start, end)


def test_anchors_cover_the_text() -> None:
    """Characters whose place in the file is unknown could not be removed."""
    first, last = Anchored(Span(0, 3), Span(0, 3)), Anchored(Span(4, 6), Span(4, 6))
    with pytest.raises(ValueError, match="gap or overlap at 3"):
        layer("abcdef", first, last)
    with pytest.raises(ValueError, match="cover 3 of 6"):
        layer("abcdef", first)


def test_parts_of_a_section_lie_inside() -> None:
    """A heading outside its item would be removed from another."""
    with pytest.raises(ValueError, match="outside"):
        Section(BODY, Span(0, 5), SectionKind.ITEM, heading=Span(3, 6))


def test_redactions_are_ordered_and_disjoint() -> None:
    """A plan that could be carried out in two ways is none."""
    with pytest.raises(ValueError, match="overlap"):
        Plan(Sha256("d"), (), (redaction("a", 0, 4), redaction("a", 3, 5)))
    with pytest.raises(ValueError, match="stand apart"):
        Plan(Sha256("d"), (), (redaction("a", 0, 1), redaction("b", 0, 1), redaction("a", 3, 5)))


def test_unknown_layer() -> None:
    """A layer that the document doesn't have is an error, not an empty text."""
    document = Document(Sha256("d"), "text/plain", None, ())
    with pytest.raises(KeyError):
        document.layer(BODY)
