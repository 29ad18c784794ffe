"""Numbers that Word counts stand in no text, but part the items like any other."""

from redactor.domain.document import Anchored, Block, Document, LayerId, LayerKind, Sha256, Span, TextLayer
from redactor.structure import sections


def layer_of(*paragraphs: tuple[str, str, int | None]) -> Document:
    """Paragraphs of (automatic number, text, heading level)."""
    text = "\n".join(text for _, text, _ in paragraphs)
    blocks = []
    at = 0
    for number, (label, line, level) in enumerate(paragraphs):
        blocks.append(Block(Span(at, at + len(line)), number, level=level, label=label))
        at += len(line) + 1
    whole = Span(0, len(text))
    layer = TextLayer(LayerId("body"), LayerKind.BODY, text, (Anchored(whole, whole),), tuple(blocks))
    return Document(Sha256("0"), "docx", None, (layer,))


def numbers(document: Document) -> list[tuple[str | None, str | None]]:
    return [(s.number, s.case_number) for s in sections(document) if s.kind == "item"]


def test_an_item_does_not_take_the_next_ones_case_number() -> None:
    """An item without case number ends where the next automatically numbered heading stands."""
    document = layer_of(
        ("1.", "Val av justerare", None),
        ("2.", "Ansökan om stöd i hemmet", None),
        ("", "SN-2024-118", None),
        ("3.", "Budget för nästa år", None),
        ("", "SN-2024-12", None),
    )
    assert numbers(document) == [("1", None), ("2", "SN-2024-118"), ("3", "SN-2024-12")]


def test_a_heading_style_above_the_list_takes_nothing() -> None:
    """A heading by style is no item's heading when a numbered heading follows."""
    document = layer_of(
        ("", "Socialnämndens sammanträde", 1),
        ("§ 7", "Val av justerare", 2),
        ("§ 8", "Ansökan om stöd i hemmet", 2),
        ("", "SN-2024-118", None),
    )
    assert numbers(document) == [("7", None), ("8", "SN-2024-118")]
