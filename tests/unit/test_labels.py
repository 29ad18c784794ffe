"""The words that say what a number is."""

import pytest

from redactor.domain.labels import REACH, Label, Tables, before


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Personnummer: #", Label.IDENTITY),
        ("pnr#", Label.IDENTITY),
        ("P-nr #", Label.IDENTITY),
        ("född #", Label.BORN),
        ("Org.nr #", Label.ORGANISATION),
        ("Tel #", Label.PHONE),
        ("Dnr #", Label.CASE),
        ("Dnr 1, personnr #", Label.IDENTITY),
        ("Projekt Nya torget #", Label.CASE),
        ("Kontonr\n#", Label.ACCOUNT),
        ("Kontonr\n\n#", Label.ACCOUNT),
        ("kl. #", Label.LOOSE),
        ("Akt #", Label.LOOSE),
    ],
)
def test_the_nearest_label_before_a_number_counts(text: str, kind: Label) -> None:
    """On its line, or above it where the number begins its own."""
    found = before(text, text.index("#"))
    assert found is not None
    assert found.kind is kind


@pytest.mark.parametrize(
    "text",
    [
        "Ansökan #",
        "Kontonr\nAvser #",
        "Akten som gäller #",
        "under handläggningen #",
        "#, dnr",
        "adnr #",
        "pnrx #",
        "Dnr " + "x" * REACH + " #",
    ],
)
def test_other_words_are_no_labels(text: str) -> None:
    """Another line, a loose word at a distance, a part of a word, too far away."""
    assert before(text, text.index("#")) is None


def test_a_cell_has_its_columns_label() -> None:
    """In the first row of the table, by tabs or bars."""
    text = "Namn\tPersonnr\tDnr\nA\t1\t2\nB\t3\t4\n"
    tables = Tables.of(text)
    assert [getattr(tables.heading(text.index(n)), "kind", None) for n in "1234"] == [
        Label.IDENTITY,
        Label.CASE,
        Label.IDENTITY,
        Label.CASE,
    ]


def test_what_is_no_cell_below_a_heading_has_none() -> None:
    """The heading itself, text outside, a row longer than the first, a text without table."""
    text = "Personnr\tDnr\n1\t2\t3\n\nUtanför 4\n"
    tables = Tables.of(text)
    assert [tables.heading(text.index(n)) for n in ("Dnr", "3", "4")] == [None, None, None]
    assert Tables.of("Personnr 1").heading(9) is None
