"""What a copy told is found in its original: as a word, wherever it stands, once."""

from redactor.domain.document import Anchored, Document, LayerId, LayerKind, Sha256, Span, TextLayer
from redactor.domain.review import Action, Certainty, Evidence, Finding, FindingId, Role, Scope
from redactor.propagation.second_look import found_in_original

TEXT = "Lom bor i Lomsele. Lom, Lom-Ek och XLom."


def told(text: str, scope: Scope = Scope.SPAN) -> Finding:
    return Finding(
        FindingId("0"),
        LayerId("copy"),
        Span(3, 3 + len(text)),
        "PERSON",
        None,
        Certainty.SUSPECT,
        Role.UNKNOWN,
        Evidence("rule", 0.5, "Varför.", None, scope, Action.REDACT),
        text,
    )


def found(text: str, *findings: Finding, scope: Scope = Scope.SPAN) -> list[int]:
    anchors = (Anchored(Span(0, len(TEXT)), Span(0, len(TEXT))),)
    layer = TextLayer(LayerId("body"), LayerKind.BODY, TEXT, anchors)
    document = Document(Sha256("0" * 64), "text/plain", None, (layer,))
    made = found_in_original(document, (), findings, (told(text, scope),), bytes(32))
    assert len({f.id for f in made}) == len(made)
    assert all(f.layer == "body" and f.span.cut(TEXT) == f.text for f in made)
    return [f.span.start for f in made]


def test_every_word() -> None:
    """Whole words, also beside a hyphen, and no part of another word."""
    assert found("Lom") == [0, 19, 24]
    assert found("Lom ") == [0, 19, 24]
    assert found("Lomse") == []


def test_what_is_found_already() -> None:
    """A finding that stands there is not made again."""
    (own,) = (
        f
        for f in found_in_original(
            Document(
                Sha256("0" * 64),
                "text/plain",
                None,
                (
                    TextLayer(
                        LayerId("body"),
                        LayerKind.BODY,
                        "Lom",
                        (Anchored(Span(0, 3), Span(0, 3)),),
                    ),
                ),
            ),
            (),
            (),
            (told("Lom"),),
            bytes(32),
        )
    )
    assert found("Lom", own) == [0, 19, 24]


def test_markers_and_blanks_are_no_words() -> None:
    """What takes more than its own span, and what is blank, is not looked for."""
    assert found("Lom", scope=Scope.ITEM) == []
    assert found(" ") == []
