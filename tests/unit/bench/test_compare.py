"""The comparison's measure: by words, the same for every tool."""

from bench.compare import measure
from redactor.domain.document import LayerId, Span
from redactor.domain.review import Action
from redactor.evaluation.gold import Gold, GoldItem, Mention

BODY = LayerId("body")
TEXT = "§ 3 Bistånd\nDnr SN 7\nAda Ek får stöd.\nKarin Blom (S) yrkar bifall för Max Ros."


def mention(words: str, action: Action, role: str) -> Mention:
    start = TEXT.index(words)
    return Mention(BODY, Span(start, start + len(words)), "PERSON", action, role, None)


GOLD = Gold(
    {BODY: TEXT},
    (mention("Karin Blom", Action.KEEP, "elected"), mention("Max Ros", Action.REDACT, "private")),
    (GoldItem(BODY, Span(0, TEXT.index("\nKarin")), Action.REDACT, "§ 3 SN 7"),),
)


def removed(*words: str) -> list[tuple[int, int]]:
    return [(TEXT.index(w), TEXT.index(w) + len(w)) for w in words]


def test_a_right_copy() -> None:
    """The item went but for its number and case number with its label, the name too, and nothing else."""
    found = measure([GOLD], [removed("Bistånd", "Ada Ek får stöd", "Max Ros")])
    assert found["secret items"] == found["must go"] == found["documents without a leak"] == (1, 1)
    assert found["public persons and contacts stay"] == (1, 1)
    assert found["public words stay"] == (6, 6)


def test_nothing_removed() -> None:
    """Every leak counts, nothing public is lost."""
    found = measure([GOLD], [[]])
    assert found["secret items"] == found["names"] == found["documents without a leak"] == (0, 1)
    assert found["public words stay"] == (6, 6)


def test_half_a_name_is_a_leak_and_half_a_public_name_a_loss() -> None:
    """A datum is gone when all its words are, a public person stays when all are there."""
    found = measure([GOLD], [removed("Max", "Karin")])
    assert found["names"] == (0, 1)
    assert found["public persons and contacts stay"] == (0, 1)
    assert found["public words stay"] == (5, 6)
