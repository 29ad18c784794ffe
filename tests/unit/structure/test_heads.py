# ruff: noqa: E501 - a test document stands on one line
"""The forms in which an item's head is written (contract.md Layouts, swedish.md Documents)."""

import pytest

from redactor.domain.document import SectionKind
from tests.unit.structure.build import Para, plain, word

BODY = "\n\nFörvaltningen har utrett frågan.\n"


@pytest.mark.parametrize(
    ("line", "number", "heading"),
    [
        ("3. Ansökan om bidrag", "3", "Ansökan om bidrag"),
        ("3) Ansökan om bidrag", "3", "Ansökan om bidrag"),
        ("3.Ansökan om bidrag", "3", "Ansökan om bidrag"),
        ("3\\. Ansökan om bidrag", "3", "Ansökan om bidrag"),
        ("§ 88 Ansökan om bidrag", "88", "Ansökan om bidrag"),
        ("§88 Ansökan om bidrag", "88", "Ansökan om bidrag"),
        ("§ 88. Ansökan om bidrag", "88", "Ansökan om bidrag"),
        ("§ 88 – Ansökan om bidrag", "88", "Ansökan om bidrag"),
        ("§ 88 a Ansökan om bidrag", "88 a", "Ansökan om bidrag"),
        ("§\u00a088\tAnsökan om bidrag", "88", "Ansökan om bidrag"),
        ("§ 63/20 Ansökan om bidrag", "63/20", "Ansökan om bidrag"),
        ("§§ 63-73 Ansökan om bidrag", "63-73", "Ansökan om bidrag"),
        ("§§ 63–73 Ansökan om bidrag", "63-73", "Ansökan om bidrag"),
        ("Ärende 4 Ansökan om bidrag", "4", "Ansökan om bidrag"),
        ("Ärende 4: Ansökan om bidrag", "4", "Ansökan om bidrag"),
        ("Ärende nr 4 Ansökan om bidrag", "4", "Ansökan om bidrag"),
        ("Punkt 4 Ansökan om bidrag", "4", "Ansökan om bidrag"),
        ("Punkt 4. Ansökan om bidrag", "4", "Ansökan om bidrag"),
        ("## 3. Ansökan om bidrag", "3", "Ansökan om bidrag"),
        ("**3. Ansökan om bidrag**", "3", "Ansökan om bidrag"),
        ("3. **Ansökan om bidrag**", "3", "Ansökan om bidrag"),
        ("**3.** Ansökan om bidrag", "3", "Ansökan om bidrag"),
        ("## § 88 **Ansökan om bidrag**", "88", "Ansökan om bidrag"),
    ],
)
def test_number_and_heading_on_one_line(line: str, number: str, heading: str) -> None:
    """Each way of writing a number gives the number without label and the heading without marks."""
    read = plain(line + BODY)
    assert read.numbers == [number]
    assert read.heading(number) == heading
    assert read.body(number) == "Förvaltningen har utrett frågan."


def test_number_span_keeps_the_label() -> None:
    """The number's span is what stays on the line: sign and full stop with it."""
    read = plain("§ 88 Ansökan" + BODY)
    assert read.cut(read.item("88").number_span) == "§ 88"
    read = plain("3. Ansökan" + BODY)
    assert read.cut(read.item("3").number_span) == "3."


def test_number_alone_on_its_line() -> None:
    """`§12` alone: the heading is the paragraph below, over its lines, and a labelled case number ends it."""
    read = plain(
        " §12\n\nMotion om samverkan\n- remiss från styrelsen\nDnr 1.5.1.85-2016\n\nBeslut\n\nBifall.\n"
    )
    assert read.cut(read.item("12").number_span) == "§12"
    assert read.heading("12") == "Motion om samverkan\n- remiss från styrelsen"
    assert read.cut(read.item("12").case_span) == "Dnr 1.5.1.85-2016"
    assert read.item("12").case_number == "1.5.1.85-2016"
    assert read.body("12") == "Beslut\n\nBifall."


def test_number_and_case_number_on_one_line() -> None:
    """`§ 183 Ärendenummer SLK-2024-00074`: that line stays, the heading's lines are below it."""
    read = plain(
        "§ 183 Ärendenummer SLK-2024-00074\n\nHemställan från nämnden att utreda ansvaret i\n"
        "samband med en hemtagning\nBeslut\n\nAvslag.\n\n§ 184 Ärendenummer SLK-2024-00075:-1\nAnmälan\nBeslut\nJa.\n"
    )
    assert read.numbers == ["183", "184"]
    first, second = read.items
    assert read.cut(first.case_span) == "Ärendenummer SLK-2024-00074"
    assert read.heading("183") == "Hemställan från nämnden att utreda ansvaret i\nsamband med en hemtagning"
    assert read.body("183") == "Beslut\n\nAvslag."
    assert second.case_number == "SLK-2024-00075:-1"
    assert read.heading("184") == "Anmälan"


@pytest.mark.parametrize(
    "case",
    [
        "ASN-2024-5443", "STK-2019-124", "KS 2018/14", "KS 106-360/2016", "Dnr 1.5.1.85-2016", "2013-KS0548/003",
        "2019-1.1.1-256/1", "IFU 2022/318", "Dnr 002 – 443 / 05", "SR-2023-89", "Dnr: 2024/123", "BUN 24/123",
        "Dnr KS 2018/14, KS 2018/15", "MSN/2024:123", "SN 2024-00123", "Ks 2024/12", "Diarienummer SN-2024-1",
        "Diarienr: SN-2024-1", "Ärende nr SN-2024-1", "ÄRENDENUMMER: SN-2024-1", "Diarienumr: STK-2019-124",
        "2024/123", "**ASN-2024-5443**",
    ],
)  # fmt: skip
def test_case_number_on_its_own_line(case: str) -> None:
    """Every form of a case number below the heading is the item's, with its label in the span."""
    read = plain(f"3. Ansökan om bidrag\n\n{case}\n\nText.\n")
    assert read.cut(read.item("3").case_span) == case.strip("*")
    assert read.body("3") == "Text."
    assert read.heading("3") == "Ansökan om bidrag"


@pytest.mark.parametrize(
    "line",
    [
        "Budget 2024-2026",
        "SOU 2023:62",
        "2024-03-06",
        "Prop. 2023/24:10",
        "Kl. 13.00",
        "Förslag 2 av 3",
        "§ 57 KL",
    ],
)
def test_what_is_no_case_number(line: str) -> None:
    """Laws, reports, dates and years below a heading are no case numbers."""
    read = plain(f"3. Ansökan om bidrag\n\n{line}\n\nText.\n")
    assert read.item("3").case_number is None


@pytest.mark.parametrize(
    ("line", "case", "emptied"),
    [
        ("3. Ansökan om bidrag ASN-2024-1", "ASN-2024-1", []),
        ("3. Ansökan om bidrag, Dnr ASN-2024-1", "Dnr ASN-2024-1", []),
        ("3. Ansökan om bidrag (ASN-2024-1)", "ASN-2024-1", []),
        ("3. Ansökan om bidrag\tASN-2024-1", "ASN-2024-1", []),
        ("3. Ansökan om bidrag ASN-2024-1 (sekretess)", "ASN-2024-1", ["sekretess"]),
        ("3. Ansökan om bidrag Dnr ASN-2024-1 Handläggare Siv Ek", "Dnr ASN-2024-1", ["Handläggare Siv Ek"]),
    ],
)
def test_case_number_on_the_headings_line(line: str, case: str, emptied: list[str]) -> None:
    """A case number at the heading's end is parted from it; what follows it goes."""
    read = plain(line + BODY)
    assert read.heading("3") == "Ansökan om bidrag"
    assert read.cut(read.item("3").case_span) == case
    assert [e.strip("()") for e in read.emptied("3")] == emptied


def test_what_stands_on_the_case_numbers_line_goes() -> None:
    """Whatever shares the case number's line is emptied, before it and after it."""
    read = plain("3. Ansökan\n\nHandläggare: Siv Ek, Dnr ASN-2024-1, sekretess\n\nText.\n")
    assert read.cut(read.item("3").case_span) == "Dnr ASN-2024-1"
    assert read.emptied("3") == ["Handläggare: Siv Ek,", "sekretess"]


def test_lines_between_heading_and_case_number_go() -> None:
    """A marker line between heading and case number is emptied, not body and not heading."""
    read = plain("3. Ansökan\n\nSekretess enligt 26 kap. 1 § OSL\n\nASN-2024-1\n\nText.\n")
    assert read.emptied("3") == ["Sekretess enligt 26 kap. 1 § OSL"]
    assert read.item("3").case_number == "ASN-2024-1"
    assert read.body("3") == "Text."


def test_case_number_in_the_body_is_body() -> None:
    """After the body has begun a case number is no longer the item's."""
    read = plain("3. Ansökan\n\nSammanfattning\n\nSe ärendet.\n\nASN-2024-1\n")
    assert read.item("3").case_number is None
    assert read.body("3") == "Sammanfattning\n\nSe ärendet.\n\nASN-2024-1"


def test_long_text_before_a_case_number_is_body() -> None:
    """Running text under the heading is the body's beginning, whatever number follows it."""
    prose = "Nämnden har tagit emot en ansökan som gäller en plats i verksamheten. " * 3
    read = plain(f"3. Ansökan\n\n{prose}\n\nASN-2024-1\n")
    assert read.item("3").case_number is None


def test_heading_over_two_lines() -> None:
    """A long heading that goes on in small letters on the next line is one heading."""
    read = plain(
        "3. Remiss angående betänkandet om en ny lag som gäller\nuppföljning av insatser\n\nASN-2024-1\n\nText.\n"
    )
    assert read.heading("3") == "Remiss angående betänkandet om en ny lag som gäller\nuppföljning av insatser"
    assert read.item("3").case_number == "ASN-2024-1"


def test_run_together_headings() -> None:
    """Headings, case numbers and subheadings on one line are parted; emphasis marks stay outside all spans."""
    text = (
        "1. Val\n\n2. Fastställande av dagordning**3. Placering av barn****ASN-2024-5443**\n\nText.\n\n"
        "4. Vård**ASN-2024-5233**\n\nMer.\n\n17. Remiss om rasism**ASN-2023-23877****Sammanfattning**\n\nNämnden.\n"
    )
    read = plain(text)
    assert read.numbers == ["1", "2", "3", "4", "17"]
    assert [read.heading(n) for n in ("2", "3", "4", "17")] == [
        "Fastställande av dagordning",
        "Placering av barn",
        "Vård",
        "Remiss om rasism",
    ]
    assert read.body("2") is None
    assert read.body("3") == "Text."
    assert read.emptied("17") == ["**Sammanfattning**"]
    assert read.body("17") == "Nämnden."
    for section in read.items:
        for span in (section.heading, section.case_span, section.body, *section.emptied):
            assert span is None or span.cut(text).count("**") % 2 == 0


def test_emphasis_in_running_text_parts_nothing() -> None:
    """Bold words in a sentence are no headings."""
    read = plain("3. Ansökan\n\nDet **viktiga** är punkt **3** i **ASN-plan** här.\n")
    assert read.numbers == ["3"]


def test_automatic_numbering() -> None:
    """A number that Word shows but does not write has no span; the whole paragraph is the heading."""
    read = word(
        Para("Val av justerare", label="1."),
        Para("Ansökan", label="2."),
        "ASN-2024-2",
        "Text.",
        Para("Budget", label="3."),
        "Mer.",
    )
    assert read.numbers == ["1", "2", "3"]
    assert read.item("2").number_span is None
    assert read.heading("2") == "Ansökan"
    assert read.item("2").case_number == "ASN-2024-2"
    assert read.body("2") == "Text."


def test_automatic_section_numbers() -> None:
    """An automatic `§ 12` is the number 12."""
    read = word(Para("Ansökan", label="§ 12"), "Text.", Para("Budget", label="§ 13"), "Mer.")
    assert read.numbers == ["12", "13"]


def test_bare_numbers_need_a_series() -> None:
    """Three bare numbers in a row are items; one alone, or a page number, is none."""
    read = plain("705 Ansökan\n\nText.\n\n706 Budget\n\nText.\n\n707 Val\n\nText.\n")
    assert read.numbers == ["705", "706", "707"]
    assert plain("Rapport\n\n12 Personer kom.\n\nText.\n").numbers == []
    assert plain("\n\n".join(f"{n}\n\nText på sidan {n}" for n in (1, 2))).numbers == []


def test_bare_number_alone_with_heading_below() -> None:
    """A bare number alone on its line takes the heading below, when case numbers prove the series."""
    read = plain("705\n\nAnsökan\n\nSN 2024/1\n\nText.\n\n706\n\nBudget\n\nSN 2024/2\n\nText.\n")
    assert read.numbers == ["705", "706"]
    assert read.heading("705") == "Ansökan"


@pytest.mark.parametrize("sign", ["8 ", "S ", "$ ", "5 ", "$", "S", "8", ""])
def test_section_sign_that_ocr_misread(sign: str) -> None:
    """§ read as 8, S, $ or 5, joined to the number or lost, still begins the item that the series waits for."""
    read = plain(
        f"§ 11 Val\nDnr SN 2024/1\n\nText.\n\n{sign}12 Ansokan\nDnr SN 2024/2\n\nText.\n\n§ 13 Budget\n\nText.\n"
    )
    assert read.numbers == ["11", "12", "13"]


def test_every_section_sign_misread() -> None:
    """A whole scan with § as 8 still has its items."""
    read = plain("8 12 Ansokan\nDnr SN 2024/2\n\nText.\n\n8 13 Budget\nDnr SN 2024/3\n\nText.\n")
    assert read.numbers == ["12", "13"]


def test_reference_to_a_section_begins_nothing() -> None:
    """A line that breaks before a reference to another section is running text."""
    read = plain(
        "§ 140 Val\n\nBordlagt den 29 februari 2024,\n§ 97 och den 1 mars 2024, § 29.\n\nBordlagt den\n§ 104.\n\n"
        "Beslut enligt\n§ 22, att utreda.\n\n§ 141 Budget\n\nText.\n"
    )
    assert read.numbers == ["140", "141"]


def test_unnumbered_bold_heading_with_case_number() -> None:
    """A bold heading without number begins an item when a case number follows, and ends at the next one."""
    read = plain("**Ansökan om bidrag**\n\nASN-2024-1\n\nText.\n\n**Budget**\n\nASN-2024-2\n\nMer.\n")
    assert [read.cut(s.heading) for s in read.items] == ["Ansökan om bidrag", "Budget"]
    assert [read.cut(s.body) for s in read.items] == ["Text.", "Mer."]


def test_unnumbered_word_heading() -> None:
    """A Word heading without number and case number is a part of the document with its body."""
    read = word(Para("Ansökan om bidrag", level=2), "Text.", Para("Budget", level=2), "Mer.")
    parts = read.of(SectionKind.HEADING)
    assert [read.cut(s.heading) for s in parts] == ["Ansökan om bidrag", "Budget"]
    assert [read.cut(s.body) for s in parts] == ["Text.", "Mer."]


@pytest.mark.parametrize("line", ["**Dnr:** SN-2024-1", "**Dnr** SN-2024-1", "**Dnr: SN-2024-1**"])
def test_bold_label_of_a_case_number(line: str) -> None:
    """A bold label stays with its case number."""
    read = plain(f"3. Ansökan\n\n{line}\n\nText.\n")
    assert read.item("3").case_number == "SN-2024-1"
    assert (read.cut(read.item("3").case_span) or "").startswith("Dnr")
    assert read.emptied("3") == []


@pytest.mark.parametrize("line", ["*3. Ansökan*", "3. *Ansökan*", "*3. Ansökan"])
def test_italics_and_stars(line: str) -> None:
    """Italic marks and a legend's star are no part of number and heading."""
    assert plain(f"{line}\n\nText.\n").heading("3") == "Ansökan"


def test_a_remark_with_a_dash_before_the_case_number_is_part_of_the_heading() -> None:
    """Also where each line is a paragraph, as PDFs have it; a list in the body is none."""
    read = word(
        "§ 12", "", "Motion om samverkan", "- remiss från styrelsen", "Dnr 1.5.1.85-2016", "", "Bifall."
    )
    assert read.heading("12") == "Motion om samverkan\n- remiss från styrelsen"
    assert read.item("12").case_number == "1.5.1.85-2016"
    read = word("§ 12 Motion om samverkan", "- remiss från styrelsen", "Dnr KS-2024-16", "", "Bifall.")
    assert read.heading("12") == "Motion om samverkan\n- remiss från styrelsen"
    read = word(
        "§ 12 Motion om samverkan", "", "- en remiss från styrelsen", "", "Dnr KS-2024-16", "", "Bifall."
    )
    assert read.heading("12") == "Motion om samverkan"
