"""Where a heading ends and the body begins, told by the typographic form and not by what is written."""

import pytest

from redactor.domain.document import SectionKind
from tests.unit.structure.build import plain


@pytest.mark.parametrize("body", ["En rad.", "En rad.\nEn till.", "En rad.\n\nEn till.", "Kort"])
@pytest.mark.parametrize("marker", ["Omfattas av sekretess", "OSL 26:1", "26 kap. 1 § OSL", "(sekretess)"])
def test_body_under_a_heading_without_blank_line(marker: str, body: str) -> None:
    """The heading is one line however many lines follow it; the rest is body."""
    read = plain(f"2. KS 2024/11\nDisciplin\n{marker}\n{body}\n\n3. KS 2024/12\nFirma\nText.\n")
    assert read.heading("2") == "Disciplin"
    assert read.body("2") == f"{marker}\n{body}"
    assert (read.heading("3"), read.body("3")) == ("Firma", "Text.")


@pytest.mark.parametrize(
    "heading",
    [
        "Motion av Siv Ek om bättre belysning på gator\nVästra vägen och Östra vägen",
        "Val av ersättare i styrelsen för\nRäddningstjänsten",
        "Ansökan om\nbidrag till kulturhuset.",
        "Remiss om ansvar för tillsyn enligt gällande\nMiljöbalken enligt 11 kap.\nsom ändrats",
    ],
)
def test_wrapped_heading_below_a_number(heading: str) -> None:
    """A full line, one that ends with a small word, and small letters carry the heading on."""
    assert plain(f"§ 12 Dnr KS 2024/1\n\n{heading}\nBeslut\n\nJa.\n").heading("12") == heading


@pytest.mark.parametrize("rest", ["Hon har slagit en elev i klassen.", "Omfattas av sekretess enligt lag"])
def test_sentence_below_a_full_heading_is_body(rest: str) -> None:
    """A sentence or a remark on secrecy is body below a long heading too."""
    heading = "Prövning av en anställds ställning vid skolan"
    read = plain(f"§ 12 Dnr KS 2024/1\n\n{heading}\n{rest}\n\n§ 13 Val\n")
    assert (read.heading("12"), read.body("12")) == (heading, rest)


@pytest.mark.parametrize("line", ["----------", "========"])
def test_underlined_heading(line: str) -> None:
    """The underline belongs to the heading's form: it is neither heading nor body."""
    read = plain(f"1. Val\n{line}\n\nText.\n\n2. Placering\n{line}\n\nHemligt.\n\n3. Budget\n{line}\n\nJa.\n")
    assert read.numbers == ["1", "2", "3"]
    assert (read.heading("2"), read.body("2")) == ("Placering", "Hemligt.")


def test_underlined_heading_without_number() -> None:
    """An underlined line is a heading by style: with a case number below it is an item."""
    read = plain(
        "Val\n---\n\nText.\n\nPlacering\n---------\n\nSN 2024/1\n\nHemligt.\n\nBudget\n------\n\nJa.\n"
    )
    assert [read.cut(s.heading) for s in read.items] == ["Placering"]
    assert read.cut(read.items[0].body) == "Hemligt."


def test_line_across_the_page_underlines_nothing() -> None:
    """Dashes after a sentence part the text."""
    read = plain("§ 2 Vård\n\nHemligt.\n-----\nMer.\n\n§ 3 Val\n")
    assert read.body("2") == "Hemligt.\n-----\nMer."


@pytest.mark.parametrize("mark", ["> ", "- ", "* ", "> - "])
def test_case_number_set_off(mark: str) -> None:
    """A case number in a quotation or a list of one, right under the heading, is the item's."""
    read = plain(f"## 2. Placering\n\n{mark}SN 2024/2\n\nHemligt.\n\n## 3. Budget\n\nText.\n")
    assert read.cut(read.item("2").case_span) == "SN 2024/2"
    assert read.body("2") == "Hemligt."


def test_case_number_first_in_a_list() -> None:
    """A case number may be the first of the bulleted lines that the item consists of."""
    read = plain(
        "1. Val\n- ledamöter\n\n2. Placering\n- SN 2024/2\n- Tekla bor hos mormor\n\n3. Budget\n- antas\n"
    )
    assert read.cut(read.item("2").case_span) == "SN 2024/2"
    assert read.body("2") == "- Tekla bor hos mormor"


def test_list_of_case_numbers_is_body() -> None:
    """Of several case numbers in a list none is the item's."""
    read = plain("## 2. Delegation\n\n- SN 2024/2\n- SN 2024/3\n\n## 3. Budget\n\nText.\n")
    assert read.item("2").case_number is None


def test_run_together_with_a_mark_missing() -> None:
    """Where one emphasis mark is missing, the next item is found all the same, also after a gap."""
    text = "1. Upprop**4. Flytt till Luleå**ASN-2024-5444****Sammanfattning**\n\nText.\n"
    read = plain(text)
    assert read.numbers == ["1", "4"]
    assert read.heading("1") == "Upprop"
    assert (read.heading("4"), read.item("4").case_number) == ("Flytt till Luleå", "ASN-2024-5444")
    gone = [s for s in (read.item("4").heading, *read.item("4").emptied) if s is not None]
    kept = text.count("**") - sum(span.cut(text).count("**") for span in gone)
    assert kept % 2 == 0


@pytest.mark.parametrize(
    "legend", ["Ärenden märkta med * omfattas av sekretess", "* = sekretess", "† betyder sekretess"]
)
def test_legend_belongs_to_no_group(legend: str) -> None:
    """A legend under an agenda's title is no remark on the items below."""
    read = plain(f"Föredragningslista\n\n{legend}\n\n§ 40 Rapport\nTack.\n\n§ 41 Umgänge *\nModern.\n")
    assert read.numbers == ["40", "41"]
    assert all(s.group is None for s in read.items)
    assert not any(legend in s.span.cut(read.text) for s in read.sections)


def test_legend_in_a_secret_group_leaves_the_group() -> None:
    """A group whose own heading tells secrecy keeps its items."""
    read = plain(
        "Sekretessärenden\n\n* = sekretess enligt OSL\n\n§ 40 Rapport\n\nTack.\n\n§ 41 Vård\n\nText.\n"
    )
    assert all(s.group is not None for s in read.items)


@pytest.mark.parametrize("label", ["– sekretess", "(sekretess)", "till § 5", ": utredning", "Utredning"])
def test_attachment_in_the_last_item(label: str) -> None:
    """An attachment that may begin inside an item is a section from its label to the next one or the end."""
    read = plain(
        f"§ 6 Budget\n\nAntas.\n\nBilaga 1 {label}\n\nOm mormodern.\n\nBilaga 2 till § 6\n\nTabell.\n"
    )
    listed = read.of(SectionKind.ATTACHMENT)
    assert [(s.number, read.cut(s.body)) for s in listed] == [("1", "Om mormodern."), ("2", "Tabell.")]
    assert (read.cut(listed[0].heading) or "").strip("()") == label.strip("–:() ")
    assert read.item("6").ambiguous_end


def test_list_of_attachments_has_no_bodies() -> None:
    """Entries under `Bilagor` and entries without blank lines between them are a list."""
    for head in ("Bilagor\n\n", ""):
        read = plain(f"§ 6 Budget\n\nAntas.\n\n{head}Bilaga 1 – sekretess\nBilaga 2 Budget\n")
        listed = read.of(SectionKind.ATTACHMENT)
        assert [(s.number, s.body) for s in listed] == [("1", None), ("2", None)]


@pytest.mark.parametrize(
    "line", ["Bilaga 3 visar kostnaden.", "Bilaga 1 till § 5 visar allt.", "Bilaga 2, sid 3"]
)
def test_sentence_about_an_attachment(line: str) -> None:
    """A sentence that begins with an attachment's label begins none."""
    assert plain(f"§ 6 Budget\n\nAntas.\n\n{line}\n\nMer.\n").of(SectionKind.ATTACHMENT) == ()
