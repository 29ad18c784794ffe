# ruff: noqa: E501 - a test document stands on one line
"""Groups, contents lists, attachments, attendance and signatures."""

import pytest

from redactor.domain.document import SectionKind
from tests.unit.structure.build import Para, plain, table, word

AGENDA = "1. Val av justerare\n\nText.\n\n2. Ansökan\n\nASN-2024-2\n\nText.\n\n3. Budget\n\nText.\n"


@pytest.mark.parametrize(
    "heading", ["Sekretessärenden", "Individärenden", "Slutna ärenden", "Individärenden (sekretess)"]
)
def test_group_heading(heading: str) -> None:
    """Items below an unnumbered group heading know it; the group reaches to its last item."""
    read = plain(
        f"1. Val\n\nText.\n\n{heading}\n\n2. Ansökan\n\nText.\n\n3. Vård\n\nMer.\n\nÖvriga frågor\n\n4. Budget\n"
    )
    group = read.of(SectionKind.GROUP)[0]
    assert read.cut(group.heading) == heading
    assert [s.group for s in read.items[:3]] == [None, group.heading, group.heading]
    assert read.items[3].group not in (None, group.heading)
    assert read.cut(group.span) == f"{heading}\n\n2. Ansökan\n\nText.\n\n3. Vård\n\nMer."


def test_text_under_a_group_heading_is_its_body() -> None:
    """What stands between the group's heading and its first item is the group's body."""
    read = plain(
        "Sekretessärenden\n\nOmfattas av sekretess enligt 26 kap. 1 § OSL.\n\n1. Ansökan\n\nText.\n\n2. Vård\n"
    )
    assert read.cut(read.of(SectionKind.GROUP)[0].body) == "Omfattas av sekretess enligt 26 kap. 1 § OSL."


@pytest.mark.parametrize("remark", ["Sluten del", "Sluten del (OSL 26:1)", "**Sluten del**", "## Sekretess"])
@pytest.mark.parametrize(
    "after", ["", "Underskrifter\n\nAnna Berg\nSekreterare\n", "Övriga frågor\n\nInga.\n"]
)
def test_remark_with_nothing_below(remark: str, after: str) -> None:
    """A remark on secrecy at an item's end, with no item below, is the item's and no group's."""
    read = plain(f"## 2. Budget\n\nText.\n\n## 3. Ansökan\n\nText.\n\n{remark}\n\n{after}")
    assert read.cut(read.item("3").span) == f"## 3. Ansökan\n\nText.\n\n{remark}"
    assert read.item("3").ambiguous_end


@pytest.mark.parametrize("heading", ["Slutna ärenden", "Sekretessärenden", "Individärenden"])
def test_empty_group_of_several(heading: str) -> None:
    """The name of several items is a group's heading even when no item follows."""
    read = plain(f"2. Budget\n\nText.\n\n{heading}\n")
    assert read.cut(read.item("2").span) == "2. Budget\n\nText."


def test_empty_closed_part() -> None:
    """Where the items stand under `Öppen del` an empty `Sluten del` is the other part's heading."""
    read = plain("Öppen del\n\n1. Val\n\nText.\n\n2. Budget\n\nText.\n\nSluten del\n")
    assert read.cut(read.item("2").span) == "2. Budget\n\nText."


def test_bold_lagrum_below_the_papers() -> None:
    """A bold line that says by which law something is secret is about the item above it, not the next."""
    item = "3. Ansökan\n\nText.\n\nBeslutsunderlag\n- Tjänsteskrivelse\n\n**Sekretess enligt OSL 26:1**"
    read = plain(f"{item}\n\n4. Budget\n\nText.\n")
    assert read.cut(read.item("3").span) == item
    assert read.item("4").group is None


def test_group_in_a_group() -> None:
    """A heading right above another is the wider one: its group reaches over the groups below."""
    read = plain(
        "Öppen del\n\nBeslutsärenden\n\n1. Val\n\nText.\n\nSluten del\n\nBeslutsärenden\n\n2. Ansökan\n\n"
        "Text.\n\nInformation\n\n3. Vård\n\nText.\n\nÖvriga frågor\n\n4. Budget\n\nText.\n"
    )
    closed = next(s for s in read.of(SectionKind.GROUP) if read.cut(s.heading) == "Sluten del")
    assert [closed.span.contains(item.span) for item in read.items] == [False, True, True, False]


def test_group_in_a_group_by_level() -> None:
    """A heading's group reaches over the lower headings' groups, and no further."""
    read = plain(
        "# Sluten del\n\n## Beslutsärenden\n\n### 1. Ansökan\n\nText.\n\n## Information\n\n### 2. Vård\n\nText."
        "\n\n# Taxor\n\n## 3. Budget\n\nText.\n"
    )
    closed = read.of(SectionKind.GROUP)[0]
    assert [closed.span.contains(item.span) for item in read.items] == [True, True, False]


@pytest.mark.parametrize(
    "entries",
    [
        "1. Val av justerare ........ 2\n2. Ansökan ........ 3\n3. Budget ........ 4",
        "1. Val av justerare\t2\n2. Ansökan\t3\n3. Budget\t4",
        "1. Val av justerare . . . . 2\n2. Ansökan . . . . 3\n3. Budget . . . . 4",
        "1. Val av justerare\n2. Ansökan\n3. Budget",
    ],
)
def test_contents_list(entries: str) -> None:
    """Entries have number and heading without leader and page number, and begin no items."""
    read = plain(f"Innehållsförteckning\n\n{entries}\n\n{AGENDA}")
    listed = read.of(SectionKind.CONTENTS)
    assert [(s.number, read.cut(s.heading)) for s in listed] == [
        ("1", "Val av justerare"),
        ("2", "Ansökan"),
        ("3", "Budget"),
    ]
    assert read.numbers == ["1", "2", "3"]
    assert read.body("2") == "Text."


@pytest.mark.parametrize("sign", ["-", "•", "·", "–"])
def test_entries_of_a_contents_list_may_have_a_list_s_sign(sign: str) -> None:
    """Their numbers count, their headings begin behind the sign, and the first item is no entry."""
    entries = "\n".join(
        f"{sign} § {n} {title} ..... {n - 8}" for n, title in ((12, "Bygglov"), (13, "Rivning av skjul"))
    )
    read = plain(f"Innehåll\n\n{entries}\n\n§ 12 Bygglov\n\nBifall.\n\n§ 13 Rivning av skjul\n\nAvslag.\n")
    listed = read.of(SectionKind.CONTENTS)
    assert [(s.number, read.cut(s.heading)) for s in listed] == [
        ("12", "Bygglov"),
        ("13", "Rivning av skjul"),
    ]
    assert read.cut(listed[0].number_span) == f"{sign} § 12"
    assert read.numbers == ["12", "13"]


def test_a_contents_list_without_numbers_ends_before_the_first_item() -> None:
    entries = "Bygglov ..... 4\nRivning av skjul ..... 5\n"
    read = plain(f"Innehåll\n\n{entries}\n§ 12 Bygglov\n\nBifall.\n\n§ 13 Rivning av skjul\n\nAvslag.\n")
    assert [read.cut(s.heading) for s in read.of(SectionKind.CONTENTS)] == ["Bygglov", "Rivning av skjul"]
    assert read.numbers == ["12", "13"]


def test_contents_list_without_heading() -> None:
    """A list whose entries come again as headings is a contents list."""
    read = plain(
        "§ 1 Val av justerare\n§ 2 Ansökan (sekretess)\n§ 3 Budget\n\n§ 1 Val av justerare\n\n"
        "Text.\n\n§ 2 Ansökan (sekretess)\n\nText.\n\n§ 3 Budget\n\nText.\n"
    )
    assert len(read.of(SectionKind.CONTENTS)) == 3
    assert [read.body(n) for n in ("1", "2", "3")] == ["Text."] * 3


def test_contents_entry_over_two_lines() -> None:
    """An entry may wrap; its heading spans both lines."""
    read = plain(
        "Innehåll\n\n1. Remiss angående en ny lag om\nuppföljning av insatser ..... 2\n"
        "2. Budget ..... 3\n\n1. Remiss\n\nText.\n\n2. Budget\n"
    )
    assert (
        read.cut(read.of(SectionKind.CONTENTS)[0].heading)
        == "Remiss angående en ny lag om\nuppföljning av insatser"
    )


def test_contents_by_word_style() -> None:
    """Paragraphs in Word's contents styles are entries."""
    read = word(
        Para("§ 1 Val\t2", style="toc 1"), Para("§ 2 Ansökan\t3", style="toc 1"),
        Para("§ 1 Val", level=1), "Text.", Para("§ 2 Ansökan", level=1), "Mer.",
    )  # fmt: skip
    assert [read.cut(s.heading) for s in read.of(SectionKind.CONTENTS)] == ["Val", "Ansökan"]
    assert read.numbers == ["1", "2"]


def test_agenda_under_its_title_is_no_contents_list() -> None:
    """Under `Föredragningslista` the items themselves may stand."""
    read = plain("Föredragningslista\n\n1. Val av justerare\n2. Ansökan\n3. Budget\n")
    assert read.numbers == ["1", "2", "3"]
    assert read.of(SectionKind.CONTENTS) == ()


def test_figures_in_an_item_are_no_contents_list() -> None:
    """Leaders before amounts inside an item do not end it."""
    read = plain(
        "3. Ansökan\n\nHyra ........ 8500\nMat ........ 3200\nEl ........ 450\n\nHemligt.\n\n4. Budget\n"
    )
    assert read.of(SectionKind.CONTENTS) == ()
    assert (read.body("3") or "").endswith("Hemligt.")


def test_attachment_list() -> None:
    """Entries keep label and number; the title is the heading."""
    read = plain(
        "§ 3 Ansökan\n\nText.\n\nBilagor\n\n- Bilaga 1 Utredning om boende\n"
        "- Bilaga A – Karta\n- Bilaga - sekretess är namnet\n"
    )
    listed = read.of(SectionKind.ATTACHMENT)
    assert [(s.number, read.cut(s.heading)) for s in listed] == [("1", "Utredning om boende"), ("A", "Karta")]
    assert read.cut(listed[0].number_span) == "Bilaga 1"


def test_attachment_in_running_text() -> None:
    """A sentence about an attachment is no entry."""
    read = plain("§ 3 Ansökan\n\nBilaga 3 visar kostnaden.\n\nSe bilaga 4.\n")
    assert read.of(SectionKind.ATTACHMENT) == ()


def test_attachment_itself() -> None:
    """After the signatures `Bilaga 2 …` begins an attachment that reaches to the next."""
    read = plain(
        "§ 3 Ansökan\n\nText.\n\nUnderskrifter\n\nSiv Ek\n\nBilaga 1 Karta\n\nText ett.\n\n"
        "Bilaga 2 Utredning\n\n1. Punkt.\n"
    )
    listed = read.of(SectionKind.ATTACHMENT)
    bodies = [read.cut(s.body) for s in listed if s.body]
    assert bodies == ["Text ett.", "1. Punkt."]
    assert read.numbers == ["3"]


def test_attachment_inside_an_item_leaves_it_in_doubt() -> None:
    """A plain line `Bilaga 1` may begin an attachment: the item goes on, in doubt."""
    read = plain("§ 3 Ansökan\n\nHemligt.\n\nBilaga 1 Karta\n\nMer.\n")
    assert (read.body("3") or "").endswith("Mer.")
    assert read.item("3").ambiguous_end


def test_attachment_with_heading_style_ends_an_item() -> None:
    """An attachment in the items' heading style begins for sure."""
    read = word(Para("§ 3 Ansökan", level=1), "Hemligt.", Para("Bilaga 1 Karta", level=1), "Mer.")
    assert read.body("3") == "Hemligt."


@pytest.mark.parametrize(
    "roster",
    [
        "Beslutande\tSiv Ek (S), Bo Alm (M)\nErsättare\tEva Lind (V)",
        "Ledamöter\n\nSiv Ek (S)\nBo Alm (M)\n\nErsättare\n\nEva Lind",
        "Närvarande:\nSiv Ek\nBo Alm\nÖvriga närvarande: Eva Lind, sekreterare",
        "Beslutande ledamöter Siv Ek (S)\nÖvriga närvarande Eva Lind (sekreterare)",
    ],
)
def test_attendance(roster: str) -> None:
    """The attendance list reaches from its first label to the first item."""
    read = plain(f"Protokoll\n\nPlats\tRådhuset\n{roster}\n\n§ 1 Val\n\nText.\n")
    listed = read.of(SectionKind.ATTENDANCE)
    assert [read.cut(s.span) for s in listed] == [roster]
    assert read.numbers == ["1"]


def test_attendance_in_a_table() -> None:
    """A table of labels and names is an attendance list, not a table of items."""
    read = word(
        "Protokoll", *table(["Beslutande", "Siv Ek (S)"], ["Ersättare", "Eva Lind (V)"]), "§ 1 Val", "Text."
    )
    assert "Eva Lind (V)" in (read.cut(read.of(SectionKind.ATTENDANCE)[0].span) or "")
    assert read.numbers == ["1"]


def test_who_was_present_in_a_body() -> None:
    """One label inside an item is body."""
    read = plain("§ 1 Ansökan\n\nNärvarande\n\nModern och socialsekreteraren.\n\nHemligt.\n\n§ 2 Val\n")
    assert read.of(SectionKind.ATTENDANCE) == ()
    assert (read.body("1") or "").endswith("Hemligt.")


def test_part_under_a_heading_holds_lower_parts() -> None:
    """A heading's part reaches over the lower headings below it."""
    read = plain(
        "# Utredning om bidrag\n\nInledande text.\n\n## Situationen i dag\n\nText.\n\n# Nästa del\n\nMer.\n"
    )
    first = read.of(SectionKind.HEADING)[0]
    assert (read.cut(first.span) or "").endswith("Text.")


def test_empty_text_has_no_sections() -> None:
    """A text without words has no parts."""
    assert plain("\n \n").sections == ()


def test_stamp_set_as_a_heading() -> None:
    """A marker in a heading's style right under an item's heading is the item's, case number and all."""
    read = word(
        Para("§ 26 Vård", level=1),
        Para("SEKRETESS", level=1),
        Para("Dnr BUN-2023-160"),
        Para("Texten."),
        Para("§ 27 Plan", level=1),
        Para("Antas."),
    )
    assert read.numbers == ["26", "27"]


def test_stamp_set_as_a_heading_at_the_top() -> None:
    """At a document's top it heads no group, unless an item begins right below it."""
    top = [Para("SEKRETESS", level=1), Para("X stad"), Para("1. Anledning"), Para("Texten.")]
    assert not word(*top).of(SectionKind.GROUP)
    assert word(Para("Sekretess", level=1), *top[2:]).of(SectionKind.GROUP)
