"""Numbers that only their series shows to be items' (structure/misread.py, `3.1`, bare numbers)."""

import pytest

from tests.unit.structure.build import plain

SERIES = "{} Upprop\n\nHalls.\n\n{} Vard\n\nDnr SN 2016/88\n\nPojken.\n\n{} Budget\n\nAntas.\n"


def test_numbers_with_a_point_inside() -> None:
    """`3.1`, `3.2`, `3.3` are a series of their own."""
    read = plain("3.1 Budget\n\nAntas.\n\n3.2 Disciplin\n\nKS 2024/32\n\nKock.\n\n3.3 Lokaler\n\nHyrs.\n")
    assert read.numbers == ["3.1", "3.2", "3.3"]
    assert read.heading("3.2") == "Disciplin"
    assert read.body("3.2") == "Kock."


def test_series_with_a_point_goes_on_in_the_next_chapter() -> None:
    """4.1 follows the last number of chapter 3."""
    read = plain("3.1 Budget\n\nAntas.\n\n3.2 Val\n\nText.\n\n4.1 Lokaler\n\nHyrs.\n")
    assert read.numbers == ["3.1", "3.2", "4.1"]


@pytest.mark.parametrize("line", ["9.15 Upprop", "3.5 Mkr satsas", "12.10 Kaffe"])
def test_one_number_with_a_point_is_no_item(line: str) -> None:
    """A time or an amount alone is no series."""
    assert plain(f"Rapport\n\n{line}\n\nText.\n").items == ()


def test_chapters_inside_an_item() -> None:
    """Where items are numbered `3.`, `3.1` is a part of item 3."""
    read = plain("2. Val\n\nText.\n\n3. Plan\n\n3.1 Bakgrund\n\nEtt.\n\n3.2 Syfte\n\nTvå.\n\n4. Budget\n")
    assert read.numbers == ["2", "3", "4"]
    assert (read.body("3") or "").endswith("Två.")


def test_bare_numbers_alone_on_their_lines() -> None:
    """Three numbers alone, each above a title, are items."""
    read = plain(
        "704\n\nLista\n\nText.\n\n705\n\nTillägg\n\nFSN 2024/13\n\nBarnet.\n\n706\n\nLokaler\n\nAntas.\n"
    )
    assert read.numbers == ["704", "705", "706"]
    assert read.heading("705") == "Tillägg"
    assert read.body("705") == "Barnet."


@pytest.mark.parametrize("below", ["Nämnden", "fortsättning på sidan {}", "Text på sidan {} som slutar här."])
def test_page_numbers_are_no_items(below: str) -> None:
    """A page number stands above a running header or running text."""
    pages = "".join(f"{n}\n\n{below.format(n)}\n\nText.\n\n" for n in range(1, 6))
    assert plain(f"Rapport\n\n{pages}").items == ()


def test_bare_numbers_set_in() -> None:
    """Numbers without full stop, set in with blanks; the next number ends the search for a case number."""
    read = plain(
        "  1   Upprop\n      Öppnar.\n\n  2   Skolskjuts\n      BUN 2024/2\n      Minna.\n\n"
        "  3   Förskola\n      BUN 2024/3\n      Mars.\n"
    )
    assert read.numbers == ["1", "2", "3"]
    assert [s.case_number for s in read.items] == [None, "BUN 2024/2", "BUN 2024/3"]


def test_decision_lists_between_bare_numbers() -> None:
    """Numbers with a full stop below bare ones are lists inside the items."""
    lists = "{}\n\nBeslut\n\n1. Bifall.\n2. Justeras.\n\n"
    read = plain("".join(map(lists.format, ("704 Upprop", "705 Ansökan", "706 Val"))))
    assert read.numbers == ["704", "705", "706"]


@pytest.mark.parametrize(
    "signs",
    [
        ("8 87", "8 88", "8 89"), ("$87", "$88", "$89"), ("$ 87", "$ 88", "$ 89"), ("S 87", "S 88", "S 89"),
        ("5 87", "5 88", "5 89"), ("887", "888", "889"), ("587", "588", "589"), ("§ 87", "§ 88", "8 89"),
        ("§ 87", "$88", "§ 89"), ("8 87", "§ 88", "§ 89"), ("§ 87", "8 88", "S 89"), ("8 87", "888", "§ 89"),
    ],
)  # fmt: skip
def test_misread_section_signs_in_a_series(signs: tuple[str, str, str]) -> None:
    """Where the sign is misread on all lines or some, the series shows the items."""
    read = plain(SERIES.format(*signs))
    assert read.numbers == ["87", "88", "89"]
    assert [read.heading(n) for n in ("87", "88", "89")] == ["Upprop", "Vard", "Budget"]
    assert [s.case_number for s in read.items] == [None, "SN 2016/88", None]


def test_misread_signs_with_headings_below() -> None:
    """`S 12` alone on its line takes the heading below."""
    text = "S {}\n\nRubrik {} ar denna\nDnr SN 2016/{}\n\nNamnden svarar.\n\n"
    read = plain("".join(text.format(n, word, n) for n, word in ((12, "ett"), (13, "tva"), (14, "tre"))))
    assert read.numbers == ["12", "13", "14"]
    assert read.heading("13") == "Rubrik tva ar denna"


@pytest.mark.parametrize("line", ["89 Personer kom", "9 Personer kom", "810 Kronor"])
def test_count_after_a_section_is_no_section(line: str) -> None:
    """A count that would go on with the series, were a sign lost, ends no item."""
    read = plain(f"§ 7 Val\n\nText.\n\n§ 8 Vard\n\nPojken.\n\n{line}\n\nMer om pojken.\n")
    assert read.numbers == ["7", "8"]
    assert (read.body("8") or "").endswith("Mer om pojken.")


def test_column_of_figures_is_no_series() -> None:
    """Seat numbers that stand apart from names are no misread sections."""
    read = plain("§ 7 Val\n\nText.\n\n81\n\nBerg, Siv\n\nV\n\n52\n\nAlm, Bo\n\nS\n\n53\n\nGran, Pär\n\nL\n")
    assert read.numbers == ["7"]


def test_case_label_joined_to_its_number() -> None:
    """OCR joins `Dnr` to the case number."""
    assert plain("§ 7 Vard\n\nDnrSN2016/88\n\nText.\n").item("7").case_number == "SN2016/88"


def test_full_stop_that_ocr_read_as_a_comma() -> None:
    """The series and the case number show the item."""
    read = plain("2. Val\n\nSN 2024-1\n\nText.\n\n3, Vard\n\nSN 2024-2\n\nPojken.\n\n4. Budget\n\nAntas.\n")
    assert read.numbers == ["2", "3", "4"]
    assert read.body("3") == "Pojken."


@pytest.mark.parametrize("line", ["3, Storgatan i Vasby", "7, Vard\n\nSN 2024-2"])
def test_figure_before_a_comma_is_no_item(line: str) -> None:
    """A sentence that goes on, or what does not go on with the series."""
    read = plain(f"1. Upprop\n\nHalls.\n\n2. Val\n\nText.\n\n{line}\n\nMer.\n\n3. Budget\n\nAntas.\n")
    assert read.numbers == ["1", "2", "3"]
