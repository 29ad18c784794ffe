"""Open and closed parts of a meeting, other ways of numbering, and where the last item ends."""

import pytest

from redactor.structure.divisions import divides, division, epilogue
from tests.unit.structure.build import plain


@pytest.mark.parametrize(
    "line",
    [
        "DEL B   SLUTET PROTOKOLL    (sekretess, 32 kap. 4 § OSL)",
        "SLUTNA ÄRENDEN (handlingarna är undantagna från offentlighet, OSL 39:2)",
        "Grupp B. Förordnande - sekretess enligt 25 kap. 1 § OSL gäller för hela gruppen",
        "--- SLUTEN DEL ---",
        "Utan åhörare",
        "Ej offentlig del",
        "Del II - Slutna ärenden",
        "ÅTER ÖPPNA ÄRENDEN",
        "Slut på sluten del",
    ],
)
def test_lines_that_say_who_may_see_what_follows(line: str) -> None:
    assert divides(line)


@pytest.mark.parametrize(
    "line",
    [
        "Slutet ärende",
        "Offentligt ärende: Nej",
        "Offentligt möte: ja",
        "Del 2 Genomförande",
        "Öppna dörrars dag",
        "Slutna sällskap i parken",
        "Ärendet behandlas inom stängda dörrar eftersom en anställd berörs.",
    ],
)
def test_lines_that_part_nothing(line: str) -> None:
    """One item's marker, fields, other parts and sentences."""
    assert not divides(line)


def test_label() -> None:
    assert division("Avdelning B: Ej offentliga ärenden") == "avdelning"
    assert division("Delar av ärendet") == ""


def test_parts_beside_a_closed_one() -> None:
    """A heading with the label of a closed part's ends that part, whatever it is called."""
    read = plain(
        "Grupp A. Ekonomi\n\n1. Avtal\nText.\n\nGrupp B. Förordnanden - sekretess\n\n2. Stöd\nText.\n\n"
        "Grupp C. Utlämnande\n\n3. Begäran\nText.\n"
    )
    assert [read.cut(read.item(n).group) for n in "123"] == [
        "Grupp A. Ekonomi",
        "Grupp B. Förordnanden - sekretess",
        "Grupp C. Utlämnande",
    ]


def test_remark_inside_an_item_parts_nothing() -> None:
    """Below a section's heading the same words are about that section."""
    read = plain(
        "§ 1 Budget\n\nText.\n\n§ 2 Klagomål\n\nSlutet sammanträde\n\nText.\n\n§ 3 Rapport\n\nText.\n"
    )
    assert "Slutet sammanträde" in (read.cut(read.item("2").span) or "")


def test_roman_numbers() -> None:
    read = plain(
        "I.    Justering\n      Tur.\n\nII.   Sjuktal, KS 2025:114\n      Diagram.\n\n"
        "III.  Gåva, KS 2025:98\n      Middag.\n\nIV.   Svar\n      Nej.\n"
    )
    assert read.numbers == ["I", "II", "III", "IV"]
    assert read.heading("II") == "Sjuktal"


def test_initials_are_no_roman_numbers() -> None:
    read = plain("1. Val\n\nValda är\nI. Berg\nV. Ström\n\n2. Rapport\n\nText.\n")
    assert read.numbers == ["1", "2"]


def test_sign_behind_the_number() -> None:
    read = plain("45 §  Bidrag         KFN 2025/55\n\nText.\n\n46 §  Lokal         KFN 2025/71\n\nText.\n")
    assert read.numbers == ["45", "46"]


def test_sections_of_rules_are_no_items() -> None:
    """A law or by-law has such numbers too, and no case numbers."""
    read = plain("Ordningsföreskrifter\n\n1 § Hundar ska hållas kopplade.\n\n2 § Cyklar ska ledas.\n")
    assert read.numbers == []


@pytest.mark.parametrize(
    "line",
    [
        "Ordföranden förklarar mötet avslutat kl. 16.10.",
        "Sammanträdet avslutas.",
        "Anmäl förhinder till kansliet, 08-465 004 31.",
        "Välkomna!",
        "Handlingar finns i appen.",
        "Nästa möte den 17 december.",
        "Med vänlig hälsning",
    ],
)
def test_what_follows_the_last_item(line: str) -> None:
    """A paragraph that closes the meeting is of no item, unless another item follows it."""
    text = f"§ 1 Budget\n\nText.\n\n§ 2 Klagomål\n\nText om saken.\n\n{line}\n"
    assert line not in (plain(text).cut(plain(text).item("2").span) or "")
    more = plain(f"{text}\n§ 3 Rapport\n\nText.\n")
    assert line in (more.cut(more.item("2").span) or "")


@pytest.mark.parametrize(
    "line",
    [
        "Handlingar finns i akten och visar placeringen.",
        "Mötet avslutades med att modern lämnade rummet i vredesmod och inte kom tillbaka.",
        "Nästa möte med familjen blir svårt.",
    ],
)
def test_what_may_be_of_the_last_item(line: str) -> None:
    """A trace of secrecy, or more than the closing, stays in the item."""
    assert not epilogue(line)


def test_signed_for_some_items() -> None:
    read = plain(
        "1. Val\n\nText.\n\n2. Möte\n\nText.\n\nVid protokollet Eva Lind, punkt 1-6, Ove Berg, punkt 7-9\n"
    )
    assert read.cut(read.item("2").span) == "2. Möte\n\nText."


def test_labelled_case_number_of_the_next_item() -> None:
    """A short item takes nothing from the one below it."""
    read = plain(
        "§ 1   Dagordning\nGodkänns.\n\n§ 2   Bokslut, dnr 2026-14\nText.\n\n§ 3   Radio, dnr 2026-9\nT.\n"
    )
    assert read.numbers == ["1", "2", "3"]
    assert read.item("1").case_number is None
