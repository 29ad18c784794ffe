"""Names and numbers that OCR read with a letter wrong are found in pictures, and a person decides."""

from dataclasses import replace

import pytest

from redactor.domain.document import Anchored, LayerId, LayerKind, PdfBox, Span, TextLayer
from redactor.domain.review import Action, Certainty, Finding
from redactor.propagation import propagate
from redactor.roles import people
from tests.unit.test_propagation import KEY, document, items, known

BODY = "Ansökan från Märta Fjällgren, 19811218-9876."


def found(seen: str, kind: LayerKind = LayerKind.OCR, *, boxed: bool = False) -> list[Finding]:
    read = document(BODY)
    at = PdfBox(0, 1, 1, 9, 9) if boxed else Span(0, len(seen))
    layer = TextLayer(LayerId("other:1"), kind, seen, (Anchored(Span(0, len(seen)), at),))
    read = replace(read, layers=(*read.layers, layer))
    sources = (
        known(BODY, "Märta Fjällgren"),
        known(BODY, "19811218-9876", entity="SE_PERSONNUMMER"),
    )
    return [f for f in propagate(people(read, items(BODY)), sources, KEY) if f.layer == layer.id]


@pytest.mark.parametrize(
    "seen",
    [
        "Märta Fjällgrcn",
        "M&rta FjXllgren",
        "Mårta Fjällgrem",
        "Märta Fjälgren",
        "MÄRTA FJÄLIGREN",
        "19811218-9878",
        "1981l218-9876",
    ],
)
def test_a_letter_wrong(seen: str) -> None:
    (finding,) = found(f"Underskrift: {seen}.")
    assert finding.text == seen
    assert (finding.certainty, finding.evidence.action) == (Certainty.SUSPECT, Action.REVIEW)
    assert "läst fel" in finding.evidence.why


@pytest.mark.parametrize(
    "seen", ["Marta Fjellgrem", "Berta Fjellman", "Märta Fjäll", "19811219-9878", "Fjärdgren"]
)
def test_what_differs_more_is_somebody_else(seen: str) -> None:
    assert found(f"Underskrift: {seen}.") == []


def test_only_what_was_read_in_a_picture() -> None:
    """Text that was typed says what it says; a scanned page's body was read as pictures are."""
    assert found("Märta Fjällgrcn", LayerKind.HEADER) == []
    assert len(found("Märta Fjällgrcn", LayerKind.HEADER, boxed=True)) == 1


def test_a_right_reading_is_sure() -> None:
    (finding,) = found("Märta Fjällgren")
    assert finding.certainty is Certainty.CERTAIN
