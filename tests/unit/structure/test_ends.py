# ruff: noqa: E501 - a test document stands on one line
"""Where an item ends (contract.md)."""

import pytest

from redactor.domain.document import SectionKind
from tests.unit.structure.build import Para, plain, word

LIST = "Förslag till beslut\n\n1. Nämnden bifaller ansökan.\n2. Nämnden justerar omedelbart.\n"


def test_decision_list_begins_no_items() -> None:
    """Numbers that restart at 1 inside an item are its own list; the next item has the next number."""
    read = plain(f"3. Ansökan\n\nASN-2024-1\n\n{LIST}\n4. Budget\n\nASN-2024-2\n\nText.\n")
    assert read.numbers == ["3", "4"]
    assert read.body("3") == LIST.strip()
    assert not read.item("3").ambiguous_end


def test_list_that_may_claim_the_next_number() -> None:
    """In an item with a trace of secrecy a number that goes on from its list is the list's: later end, in doubt."""
    read = plain(f"1. Val\n\n2. Ansökan (sekretess)\n\n{LIST}\n3. Budget för nästa år\n\nText.\n")
    assert read.numbers == ["1", "2"]
    assert read.item("2").ambiguous_end
    assert "Budget" in (read.body("2") or "")


def test_list_is_over_when_its_papers_are_listed() -> None:
    """After `Beslutsunderlag` the decision list can claim nothing more."""
    read = plain(
        f"1. Val\n\n2. Ansökan\n\n{LIST}\nBeslutsunderlag\n\n- Tjänsteskrivelse\n\n3. Budget\n\nText.\n"
    )
    assert read.numbers == ["1", "2", "3"]
    assert not read.item("2").ambiguous_end


def test_case_number_proves_the_next_item() -> None:
    """A number that the list might claim begins an item when a case number follows."""
    read = plain(f"1. Val\n\n2. Ansökan\n\nASN-2024-1\n\n{LIST}\n3. Budget\n\nASN-2024-2\n\nText.\n")
    assert read.numbers == ["1", "2", "3"]
    assert not read.item("2").ambiguous_end


def test_contents_list_proves_the_next_item() -> None:
    """A number that the list might claim begins an item when it stands in the contents list."""
    listed = "Innehåll\n\n1. Val ..... 1\n2. Ansökan ..... 2\n3. Budget ..... 3\n\n"
    read = plain(f"{listed}1. Val\n\n2. Ansökan\n\n{LIST}\n3. Budget\n\nText.\n")
    assert read.numbers == ["1", "2", "3"]


def test_style_proves_the_next_item() -> None:
    """A number that the list might claim begins an item when it has the series' heading style."""
    read = word(
        Para("1. Val", level=2),
        "Text.",
        Para("2. Ansökan", level=2),
        "1. Nämnden bifaller.",
        "2. Nämnden justerar.",
        Para("3. Budget", level=2),
        "Text.",
    )
    assert read.numbers == ["1", "2", "3"]
    assert read.body("2") == "1. Nämnden bifaller.\n2. Nämnden justerar."


def test_number_without_the_series_style_is_a_list() -> None:
    """Where items are headings, the next number in plain style is no item."""
    read = word(
        Para("1. Val", level=2), "Text.", Para("2. Ansökan", level=2), "Text.", "3. Punkt i texten", Para("3. Budget", level=2)
    )  # fmt: skip
    assert [read.cut(s.heading) for s in read.items] == ["Val", "Ansökan", "Budget"]


def test_automatic_decision_list() -> None:
    """An automatic list that restarts at 1 in another style is the item's own."""
    read = word(
        Para("Val", label="1.", level=1), "Text.",
        Para("Ansökan", label="2.", level=1),
        Para("Bifalla.", label="1.", style="List Number"),
        Para("Justera.", label="2.", style="List Number"),
        Para("Delge.", label="3.", style="List Number"),
        Para("Budget", label="3.", level=1), "Text.",
    )  # fmt: skip
    assert [read.cut(s.heading) for s in read.items] == ["Val", "Ansökan", "Budget"]


def test_first_item_with_its_own_list() -> None:
    """Item 1 with the list 1, 2 and then the true item 2: the second 2 is the item."""
    read = plain(
        "1. Ansökan\n\nBeslut\n\n1. Bifall.\n2. Justeras.\n\n2. Budget\n\nText.\n\n3. Val\n\nText.\n"
    )
    assert read.numbers == ["1", "2", "3"]
    assert read.heading("2") == "Budget"
    assert read.body("1") == "Beslut\n\n1. Bifall.\n2. Justeras."


def test_list_members_with_case_numbers_prove_nothing() -> None:
    """A list inside an item whose every line has a case number does not end it."""
    text = (
        "5. Delegationsbeslut i individärenden\n\nSN 2024/9\n\nBeslut\n\n1. Bistånd Dnr SN 2024/1\n2. Vård Dnr SN 2024/2\n"
        "3. Vård Dnr SN 2024/3\n4. Vård Dnr SN 2024/4\n5. Vård Dnr SN 2024/5\n6. Vård Dnr SN 2024/6\n\n"
        "6. Budget\n\nSN 2024/10\n\nText.\n"
    )
    read = plain(text)
    assert read.numbers == ["5", "6"]
    assert read.heading("6") == "Budget"


def test_nested_lists() -> None:
    """A list within the decision list gives the number back to the outer list."""
    read = plain(
        "2. Ansökan\n\nBeslut\n1. Ett.\n1. Inre.\n2. Inre.\n2. Två.\n3. Tre.\n\n3. Budget\n\nText.\n"
    )
    assert read.numbers == ["2", "3"]
    assert read.heading("3") == "Budget"


def test_gap_in_the_series() -> None:
    """An extract may leave numbers out: a later § begins an item."""
    read = plain("§ 12 Val\n\nText.\n\n§ 15 Budget\n\nText.\n")
    assert read.numbers == ["12", "15"]


def test_lower_section_number_begins_nothing() -> None:
    """A § that goes back is a reference or a law."""
    read = plain("§ 12 Val\n\nText.\n\n§ 3 Ordningsföreskrifter\n\nText.\n\n§ 13 Budget\n\nText.\n")
    assert read.numbers == ["12", "13"]


def test_bulleted_lines_begin_nothing() -> None:
    """`- §55 Missiv` is a paper, not a section."""
    read = plain("§ 54 Val\n\nBeslutsunderlag\n\n- §55 Missiv\n- § 56 Remiss\n\n§ 55 Budget\n\nText.\n")
    assert read.numbers == ["54", "55"]
    assert read.heading("55") == "Budget"


@pytest.mark.parametrize("papers", ["§55 Missiv\n§56 Remiss", "§55 Missiv"])
def test_lines_under_beslutsunderlag_begin_nothing(papers: str) -> None:
    """Lines directly under `Beslutsunderlag` are papers even when their number continues the series."""
    read = plain(f"§ 54 Val\n\nText.\n\nBeslutsunderlag\n\n{papers}\n\n§ 55 Budget\n\nText.\n")
    assert [read.cut(s.heading) for s in read.items] == ["Val", "Budget"]


@pytest.mark.parametrize(
    "line", ["Protokollet omfattar §121", "Protokollet omfattar\n§§ 121-122", "Paragrafer\t§ 121-122"]
)
def test_what_the_minutes_cover_is_no_item(line: str) -> None:
    """Numbers after `Protokollet omfattar` begin no item."""
    read = plain(f"Beslutande\tSiv Ek (S)\n{line}\n\n§ 121 Val\n\nText.\n\n§ 122 Budget\n\nText.\n")
    assert read.numbers == ["121", "122"]


def test_attendance_begins_no_item() -> None:
    """Numbered names in the attendance list are no items."""
    read = plain(
        "Ledamöter\n\n1. Siv Ek (S)\n2. Bo Alm (M)\n\nErsättare\n\n3. Eva Lind (V)\n\n1. Val\n\nText.\n\n2. Budget\n"
    )
    assert [read.cut(s.heading) for s in read.items] == ["Val", "Budget"]


@pytest.mark.parametrize(
    "heading",
    [
        "Beslutsärenden",
        "Anmälningsärenden",
        "Övriga frågor",
        "ÖVRIGA FRÅGOR",
        "Ovriga fragor",
        "6vriga frågor:",
        "Information",
    ],
)
def test_closed_list_ends_an_item(heading: str) -> None:
    """An unnumbered heading of the closed list ends the item, in capitals and misread too."""
    read = plain(f"3. Ansökan\n\nASN-2024-1\n\nHemligt.\n\n{heading}\n\nOffentlig text.\n")
    assert read.body("3") == "Hemligt."
    assert not read.item("3").ambiguous_end


@pytest.mark.parametrize("sign", ["§ {}", "{}."])
def test_word_of_the_closed_list_as_subheading(sign: str) -> None:
    """`Information` that stands in several items, or right under a heading, is a subheading: later end, in doubt."""
    one, two = sign.format(1), sign.format(2)
    read = plain(f"{one} Val\nInformation\n\nText.\n\n{two} Budget\n\nText.\n\nInformation\n\nMer.\n")
    assert read.body("2") == "Text.\n\nInformation\n\nMer."
    assert read.item("2").ambiguous_end


def test_subheading_in_minutes_that_go_on() -> None:
    """In minutes `Information` in several sections is a subheading for sure where the next § follows."""
    read = plain(
        "§ 1 Val\nInformation\n\nText.\n\n§ 2 Budget\n\nText.\n\nInformation\n\nMer.\n\n§ 3 Plan\n\nText.\n"
    )
    assert read.body("2") == "Text.\n\nInformation\n\nMer."
    assert not read.item("1").ambiguous_end
    assert not read.item("2").ambiguous_end


def test_single_information_in_minutes() -> None:
    """In minutes text below `Information` may be the section's own: the later end counts, in doubt."""
    read = plain(
        "§ 1 Ansökan\n\nBeslut\n\nBifall.\n\nInformation\n\nModern berättar.\n\n§ 2 Budget\n\nText.\n"
    )
    assert (read.body("1") or "").endswith("Modern berättar.")
    assert read.item("1").ambiguous_end


def test_information_above_the_next_section() -> None:
    """In minutes `Information` right above a § is the heading of what follows."""
    read = plain("§ 1 Ansökan\n\nHemligt.\n\nInformation\n\n§ 2 Budget\n\nText.\n\n§ 3 Plan\n\nText.\n")
    assert read.body("1") == "Hemligt."
    assert not read.item("1").ambiguous_end


def test_line_shape_ends_nothing() -> None:
    """A short unnumbered line that is in no list does not end an item, however it looks."""
    read = plain(
        "3. Ansökan\n\nHemligt.\n\nBARNETS SITUATION\n\nMer hemligt.\n\nTidigare Insatser\n\nOch mer.\n"
    )
    assert (read.body("3") or "").endswith("Och mer.")


@pytest.mark.parametrize(
    "subheading", ["Sammanfattning", "**Sammanfattning**", "## Beslutsunderlag", "**Förslag till beslut**"]
)
def test_subheadings_end_nothing(subheading: str) -> None:
    """Subheadings are body, in bold and as Markdown headings too."""
    read = plain(f"## 3. Ansökan\n\nASN-2024-1\n\n{subheading}\n\nHemligt.\n\n## 4. Budget\n\nText.\n")
    assert read.body("3") == f"{subheading}\n\nHemligt."
    assert read.numbers == ["3", "4"]


def test_markdown_heading_ends_an_item() -> None:
    """A `#` heading of the item's level or above ends it; one below does not."""
    read = plain(
        "## 3. Ansökan\n\nHemligt.\n\n### Barnets situation\n\nMer.\n\n## Rapporter från nämnden\n\nOffentligt.\n"
    )
    assert read.body("3") == "Hemligt.\n\n### Barnets situation\n\nMer."


def test_word_heading_ends_an_item() -> None:
    """A Word heading of the item's level ends it; a lower one is a subheading."""
    read = word(
        Para("§ 3 Ansökan", level=2), "Hemligt.", Para("Barnets situation", level=3), "Mer.",
        Para("Rapporter från nämnden", level=2), "Offentligt.",
    )  # fmt: skip
    assert read.body("3") == "Hemligt.\nBarnets situation\nMer."
    assert [read.cut(s.heading) for s in read.of(SectionKind.HEADING)] == ["Rapporter från nämnden"]


def test_bold_line_that_may_be_a_subheading() -> None:
    """An unknown bold line inside an item may be a subheading: the later end counts, in doubt."""
    read = plain("3. Ansökan\n\nHemligt.\n\n**Barnets situation**\n\nMer hemligt.\n\n4. Budget\n\nText.\n")
    assert read.body("3") == "Hemligt.\n\n**Barnets situation**\n\nMer hemligt."
    assert read.item("3").ambiguous_end


def test_bold_line_like_the_items_own_heading_ends_it() -> None:
    """Where items' headings are bold and subheadings are not, a bold line ends the item."""
    read = plain("**3. Ansökan**\n\nBeslut\n\nHemligt.\n\n**Rapporter från nämnden**\n\nOffentligt.\n")
    assert read.body("3") == "Beslut\n\nHemligt."


def test_bold_line_after_the_papers_ends_an_item() -> None:
    """After the list of papers the item is complete: a bold line is a heading of its own."""
    read = plain(
        "3. Ansökan\n\nHemligt.\n\nBeslutsunderlag\n\n- Utredning\n\n**Rapporter från nämnden**\n\nOffentligt.\n"
    )
    assert read.body("3") == "Hemligt.\n\nBeslutsunderlag\n\n- Utredning"


@pytest.mark.parametrize(
    "line",
    [
        "Underskrifter",
        "Vid protokollet",
        "Anslag/bevis",
        "Underskrifter\tSekreterare Siv Ek",
        "Rätt utdraget intygar",
        "Avskriftens riktighet bestyrks:",
    ],
)
def test_signatures_end_an_item(line: str) -> None:
    """The signature block ends the last item and is a section of its own."""
    read = plain(f"§ 3 Ansökan\n\nHemligt.\n\n{line}\n\nSiv Ek\nSekreterare\n")
    assert read.body("3") == "Hemligt."
    assert len(read.of(SectionKind.SIGNATURES)) == 1


def test_the_documents_end_is_the_items_end() -> None:
    """The body ends with the last character that is not blank."""
    read = plain("3. Ansökan\n\nHemligt.\n\n \n\n")
    assert read.body("3") == "Hemligt."


def test_page_furniture_ends_and_begins_nothing() -> None:
    """Running headers, page numbers and dates of a text extraction stay inside the item."""
    page = "\n{n} (9)\n\nSocialnämnden\n\nProtokoll nr 7\nSammanträdesdatum: 2024-06-19\n\n"
    text = "§ 12 Ansökan\n\nHemligt." + "".join(page.format(n=n) + f"Sida {n} mer.\n" for n in range(3, 8))
    read = plain(text + "\n§ 13 Budget\n\nText.\n")
    assert read.numbers == ["12", "13"]
    assert (read.body("12") or "").endswith("Sida 7 mer.")


def test_heading_repeated_on_the_next_page() -> None:
    """The item's own heading again is no new item."""
    read = plain("§ 12 Ansökan\n\nHemligt.\n\n§ 12 Ansökan\n\nMer.\n\n§ 13 Budget\n\nText.\n")
    assert read.numbers == ["12", "13"]
    assert read.body("12") == "Hemligt.\n\n§ 12 Ansökan\n\nMer."


def test_report_has_no_items() -> None:
    """The decision list of a report without agenda begins no item."""
    read = plain(
        "Tjänsteskrivelse\n\nAnsökan STK-2019-124\n\nFörslag till beslut\n\nNämnden föreslås besluta\n\n1. Bifall.\n\nÄrendet\n\nText.\n"
    )
    assert read.items == ()


def test_numbering_goes_on_after_a_group_heading() -> None:
    """After an unnumbered heading the series may go on or restart."""
    read = plain("Beslutsärenden\n\n1. Val\n\n2. Budget\n\nAnmälningsärenden\n\n1. Skrivelse\n\n2. Dom\n")
    assert read.numbers == ["1", "2", "1", "2"]


def test_agenda_without_bodies() -> None:
    """Lines one upon the other are items one upon the other."""
    read = plain("1. Mötets öppnande\n2. Val av justerare\n3. Ansökan (sekretess)\n4. Budget\n5. Övrigt\n")
    assert read.numbers == ["1", "2", "3", "4", "5"]


def test_line_to_sign_on_ends_an_item() -> None:
    """A rule with a role below it is the signature block."""
    read = plain("§ 3 Ansökan\n\nHemligt.\n\n____________________\nSiv Ek, sekreterare\n")
    assert read.body("3") == "Hemligt."


def test_sections_of_a_law_in_an_agenda() -> None:
    """`§ 57 KL` in an agenda begins no item."""
    read = plain("1. Val\n\nText.\n\n2. Ansökan\n\n§ 57 KL\n\nHemligt.\n\n3. Budget\n")
    assert read.numbers == ["1", "2", "3"]


def test_numbered_paragraphs_of_a_body() -> None:
    """Numbered paragraphs that pass the item's own number are body; the true successor ends it."""
    read = plain("2. Ansökan\n\n1. Ett.\n\n2. Två.\n\n3. Tre.\n\n4. Fyra.\n\n3. Budget\n\nText.\n")
    assert read.numbers == ["2", "3"]
    assert read.heading("3") == "Budget"


def test_bold_chapters_of_a_body() -> None:
    """Bold numbered subheadings that restart at 1 and pass the item's number end nothing."""
    chapters = "".join(f"**{n}. Kapitel {n}**\n\nHemligt.\n\n" for n in range(1, 8))
    read = plain(f"**5. Ansökan**\n\nSN 2024/5\n\n{chapters}**6. Budget**\n\nSN 2024/6\n\nText.\n")
    assert read.numbers == ["5", "6"]
    assert read.heading("6") == "Budget"


def test_bare_line_that_looks_like_the_next_section() -> None:
    """`12 Barn placerades` is no § 12 where the true § 12 follows."""
    read = plain("§ 11 Ansökan\n\nHemligt.\n\n12 Barn placerades.\n\n§ 12 Budget\n\nText.\n\n§ 13 Plan\n")
    assert read.heading("12") == "Budget"


def test_windows_line_breaks() -> None:
    """Line breaks of two characters change nothing."""
    read = plain("1. Val\r\n\r\n2. Ansökan\r\n\r\nASN-2024-1\r\n\r\nText.\r\n")
    assert read.item("2").case_number == "ASN-2024-1"
    assert read.body("2") == "Text."


def test_public_item_ends_where_the_series_goes_on() -> None:
    """Without a trace of secrecy a title after a list of sentences is the next item."""
    read = plain(
        "1. Val av justerare\n\nFörslag till beslut\n\n1. Siv Ek utses.\n\n2. Ansökan om vård (sekretess)\n\n"
        "Beslut\n\n1. Bifall.\n2. Delges.\n\n3. Budget för nästa år\n\nText.\n"
    )
    assert read.numbers == ["1", "2"]
    assert read.body("1") == "Förslag till beslut\n\n1. Siv Ek utses."
    assert (read.body("2") or "").endswith("3. Budget för nästa år\n\nText.")
    assert read.item("2").ambiguous_end


def test_list_that_goes_on_in_sentences() -> None:
    """A sentence that goes on from the list is the list's, in a public item too."""
    read = plain("1. Val\n\nBeslut\n\n1. Siv Ek utses.\n\n2. Bo Alm utses.\n\n2. Budget\n\nText.\n")
    assert [read.cut(s.heading) for s in read.items] == ["Val", "Budget"]


def test_secret_group_keeps_the_later_end() -> None:
    """Under a heading that speaks of secrecy the list's claim holds."""
    read = plain("Sekretessärenden\n\n1. Ansökan\n\nBeslut\n\n1. Bifall.\n\n2. Uppgift om Ada\n\nText.\n")
    assert read.numbers == ["1"]
