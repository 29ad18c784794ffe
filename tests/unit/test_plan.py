"""The plan takes items whole, their headings elsewhere, single data in brackets, and nothing besides."""

import re
import time
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from presidio_anonymizer.operators import OperatorType

from redactor.decide import Item
from redactor.domain.document import (
    Anchored,
    Block,
    Document,
    Host,
    LayerId,
    LayerKind,
    Section,
    SectionKind,
    Sha256,
    Span,
    TextLayer,
)
from redactor.domain.records import Plan
from redactor.domain.review import (
    ACTOR_PROGRAM,
    Action,
    Certainty,
    Decision,
    Evidence,
    Finding,
    FindingId,
    Scope,
)
from redactor.errors import FaultError
from redactor.plan import build
from redactor.plan.cut import Cut, Instead, around, merge
from redactor.plan.expected import expected
from redactor.plan.replacement import Placeholder, Placeholders

GONE = "Borttagen på grund av sekretess"


def layer_of(layer_id: str, text: str, host: Host | None = None) -> TextLayer:
    whole = Span(0, len(text))
    lines = [Span(*m.span()) for m in re.finditer(r"[^\n]+", text)]
    blocks = tuple(Block(span, i) for i, span in enumerate(lines))
    kind = LayerKind.BODY if layer_id == "body" else LayerKind.NOTE
    return TextLayer(LayerId(layer_id), kind, text, (Anchored(whole, whole),), blocks, host)


def at(text: str, part: str, start: int = 0) -> Span:
    place = text.index(part, start)
    return Span(place, place + len(part))


def copy_of(document: Document, plan: Plan, layer_id: str = "body") -> str:
    text = document.layer(LayerId(layer_id)).text
    for redaction in reversed([r for r in plan.redactions if r.layer == layer_id]):
        text = text[: redaction.span.start] + redaction.replacement + text[redaction.span.end :]
    return text


def found(text: str, part: str, name: str, scope: Scope = Scope.SPAN, entity: str = "PERSON") -> Finding:
    evidence = Evidence("r", 0.9, "Skäl.", "GDPR 6", scope, Action.REDACT)
    span = at(text, part)
    return Finding(
        FindingId(name), LayerId("body"), span, entity, None, Certainty.CERTAIN, None, evidence, part
    )


def plan_for(
    document: Document,
    findings: Sequence[Finding] = (),
    items: Sequence[Item] = (),
    sections: Sequence[Section] = (),
    action: Action = Action.REDACT,
    personal: str = GONE,
) -> Plan:
    made = tuple(Decision(f.id, action, None, ACTOR_PROGRAM, "") for f in findings)
    return build(document, sections, findings, made, items, (), Placeholders(personal=personal))


def secret(section: Section) -> Item:
    return Item(section, Action.REDACT, FindingId("m"), "r", "OSL 26:1", "Skäl.")


def agenda(text: str, *others: TextLayer) -> Document:
    return Document(Sha256("d"), "text/plain", None, (layer_of("body", text), *others))


ITEM = (
    "3. Ansökan om bistånd\nSekretess 26 kap. 1 § OSL\n\nDnr ASN-1 Eva\n\nTexten.\n\n1. Bifall.\n\n4. Nästa\n"
)


def item_section(text: str = ITEM, **parts: object) -> Section:
    end = text.index("\n\n4. Nästa") if "4. Nästa" in text else len(text)
    body = at(text, "Texten.")
    values: dict[str, object] = {
        "number": "3",
        "number_span": at(text, "3."),
        "heading": at(text, "Ansökan om bistånd"),
        "case_number": "ASN-1",
        "case_span": at(text, "Dnr ASN-1"),
        "body": Span(body.start, end),
        "emptied": (at(text, "Sekretess 26 kap. 1 § OSL"), at(text, "Eva")),
    }
    return Section(LayerId("body"), Span(0, end), SectionKind.ITEM, **{**values, **parts})  # type: ignore[arg-type]


def test_item_keeps_number_and_case_number_alone() -> None:
    """The layout of contract.md: number, placeholder, case number with its label, placeholder."""
    document = agenda(ITEM)
    plan = plan_for(document, items=[secret(item_section())])
    assert copy_of(document, plan) == f"3. {GONE}\nDnr ASN-1\n\n{GONE}\n\n4. Nästa\n"
    assert plan.placeholders == 2


def test_what_no_part_claims_goes_too() -> None:
    """Words of a secret item that structure gave to no part are not left behind."""
    document = agenda(ITEM)
    plan = plan_for(document, items=[secret(item_section(emptied=()))])
    assert copy_of(document, plan) == f"3. {GONE}\nDnr ASN-1\n\n{GONE}\n\n4. Nästa\n"


def test_heading_of_several_lines_becomes_one() -> None:
    """How many lines a heading had is not told."""
    text = ITEM.replace(" om bistånd", "\nom bistånd")
    document = agenda(text)
    section = item_section(ITEM, heading=at(text, "Ansökan\nom bistånd"))
    assert copy_of(document, plan_for(document, items=[secret(section)])).startswith(f"3. {GONE}\nDnr")


def test_row_keeps_its_cells() -> None:
    """In a table row the heading's cell reads the placeholder and the other cells are empty."""
    text = "1 | Placering av barn | ASN-9 | 26:1 | Berg"
    section = Section(
        LayerId("body"),
        Span(0, len(text)),
        SectionKind.ROW,
        "1",
        at(text, "1"),
        at(text, "Placering av barn"),
        "ASN-9",
        at(text, "ASN-9"),
        emptied=(at(text, "26:1"), at(text, "Berg")),
    )
    document = agenda(text)
    assert copy_of(document, plan_for(document, items=[secret(section)])) == f"1 | {GONE} | ASN-9 |  | "


def test_a_name_over_two_lines_of_a_row_leaves_no_placeholder() -> None:
    """Its lines go with the row; the break between them is nothing that could be replaced."""
    text = "1 | Placering av barn | Anna\nBerg"
    section = Section(
        LayerId("body"),
        Span(0, len(text)),
        SectionKind.ROW,
        "1",
        at(text, "1"),
        at(text, "Placering av barn"),
        emptied=(at(text, "Anna"), at(text, "Berg")),
    )
    plan = plan_for(agenda(text), [found(text, "Anna\nBerg", "f")], [secret(section)])
    assert [r.replacement for r in plan.redactions] == [GONE, "", ""]


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("Ansökan om bistånd", GONE),
        ("3. Ansökan om bistånd", f"3. {GONE}"),
        ("- Tjänsteskrivelse § 3 Ansökan om bistånd", f"- Tjänsteskrivelse § 3 [{GONE}]"),
        ("Bilaga: ANSÖKAN OM\u00a0BISTÅND, ASN-1", f"Bilaga: [{GONE}], ASN-1"),
        ("Rutin för ansökan om bistånd", "Rutin för ansökan om bistånd"),
        ("Ansökan om biståndsmedel", "Ansökan om biståndsmedel"),
    ],
)
def test_heading_elsewhere(line: str, kept: str) -> None:
    """A heading follows where the line is it, or names the item; not where public words are alike."""
    text = f"{ITEM}\n{line}\n"
    document = agenda(text, layer_of("header:1", line))
    plan = plan_for(document, items=[secret(item_section(text))])
    assert copy_of(document, plan).endswith(f"\n{kept}\n")
    assert copy_of(document, plan, "header:1") == kept


def test_heading_of_a_public_item_stays() -> None:
    """A public item with the same heading keeps it, and verification is told of the one kept place."""
    text = ITEM.replace("Nästa", "Ansökan om bistånd")
    start = text.index("4. ")
    public = Section(
        LayerId("body"),
        Span(start, len(text) - 1),
        SectionKind.ITEM,
        "4",
        Span(start, start + 2),
        Span(start + 3, len(text) - 1),
    )
    own = item_section(ITEM)
    document = agenda(text)
    items = [secret(own), Item(public, Action.KEEP, None, None, None, "")]
    plan = plan_for(document, items=items, sections=(own, public))
    assert copy_of(document, plan).endswith("4. Ansökan om bistånd\n")
    heading = [s for s in expected(document, (), (), items, plan).secrets if s.text == "Ansökan om bistånd"]
    assert [s.kept for s in heading] == [1]


def test_bookmarks_of_secret_items_go_and_those_of_public_ones_stay() -> None:
    """By number where words differ or are the same; a line inside a secret item leaves no trace."""
    text = ITEM.replace("Nästa", "Ansökan om bistånd\nTexten.\n\n5. Sist")
    own = item_section(ITEM)
    start, end = text.index("4. "), text.index("\n\n5. Sist")
    heading = at(text, "Ansökan om bistånd", start)
    public = Section(
        LayerId("body"), Span(start, end), SectionKind.ITEM, "4", Span(start, start + 2), heading
    )
    titles = "3. Ansökan (sekretess)\nTexten.\n4. Ansökan om bistånd\nTexten.\n5. Sist\n"
    outline = replace(layer_of("outline:1", titles), kind=LayerKind.OUTLINE)
    document = agenda(text, outline)
    items = [secret(own), Item(public, Action.KEEP, None, None, None, "")]
    plan = plan_for(document, items=items, sections=(own, public))
    kept = f"3. {GONE}\n\n4. Ansökan om bistånd\nTexten.\n5. Sist\n"
    assert copy_of(document, plan, "outline:1") == kept


def test_attachment_list_repeats_a_secret_heading() -> None:
    """An entry of a list that no public item is tied to gives a secret heading no shelter."""
    text = f"{ITEM}\nBilaga - Ansökan om bistånd\n"
    start = text.index("Bilaga")
    entry = Section(
        LayerId("body"),
        Span(start, len(text) - 1),
        SectionKind.ATTACHMENT,
        heading=at(text, "Ansökan om bistånd", start),
    )
    own = item_section(text)
    document = agenda(text)
    plan = plan_for(document, items=[secret(own)], sections=(own, entry))
    assert copy_of(document, plan).endswith(f"\nBilaga - {GONE}\n")


def test_contents_entry_follows_its_number() -> None:
    """The contents list's heading goes with the item, though it reads differently; the page number stays."""
    text = f"3. Bistånd ..... 4\n\n{ITEM}"
    shifted = Section(
        LayerId("body"), Span(0, 18), SectionKind.CONTENTS, "3", Span(0, 2), at(text, "Bistånd")
    )
    start = text.index("3. Ansökan")
    own = Section(
        LayerId("body"),
        Span(start, text.index("\n\n4. Nästa")),
        SectionKind.ITEM,
        "3",
        Span(start, start + 2),
        at(text, "Ansökan om bistånd"),
    )
    document = agenda(text)
    plan = plan_for(document, items=[secret(own)], sections=(shifted, own))
    assert copy_of(document, plan).startswith(f"3. {GONE} ..... 4\n")


def test_what_hangs_on_an_item_goes_with_it() -> None:
    """A note of a secret item goes whole, one of a public item stays."""
    inside = layer_of("note:1", "hemligt", Host(LayerId("body"), ITEM.index("Texten.") + 2))
    outside = layer_of("note:2", "öppet", Host(LayerId("body"), ITEM.index("Nästa")))
    document = agenda(ITEM, inside, outside)
    plan = plan_for(document, items=[secret(item_section())])
    assert copy_of(document, plan, "note:1") == ""
    assert copy_of(document, plan, "note:2") == "öppet"


def test_neighbours_become_one() -> None:
    """Data parted by blanks and punctuation give one placeholder, brackets kept in pairs."""
    text = "Sökande Anna Berg (850101-2384), Storgatan 1. Nästa mening av Bo Ek\nEva Alm är här."
    findings = [
        found(text, part, f"f{i}")
        for i, part in enumerate(["Anna Berg", "850101-2384", "Storgatan 1", "Bo Ek", "Eva Alm"])
    ]
    document = agenda(text)
    assert copy_of(document, plan_for(document, findings)) == (
        f"Sökande [{GONE}]. Nästa mening av [{GONE}]\n[{GONE}] är här."
    )


def test_personal_placeholder_and_sekretess_win() -> None:
    """Personal data may have a placeholder of its own; of two that merge the sekretess one stands."""
    text = "Anna Berg och SEKRETESS Bo Ek"
    findings = [
        found(text, "Anna Berg", "a"),
        found(text, "SEKRETESS", "b", entity="SEKRETESS_MARKER"),
        found(text, "Bo Ek", "c"),
    ]
    document = agenda(text)
    plan = plan_for(document, findings, personal="Personuppgift borttagen")
    assert copy_of(document, plan) == f"[Personuppgift borttagen] och [{GONE}]"


def test_line_scope_takes_the_paragraph() -> None:
    """A rule about a line takes all of it."""
    text = "Före.\nRaden är hemlig enligt någon.\nEfter."
    document = agenda(text)
    plan = plan_for(document, [found(text, "hemlig", "f", Scope.LINE)])
    assert copy_of(document, plan) == f"Före.\n[{GONE}]\nEfter."


def test_line_scope_takes_all_lines_of_the_paragraph() -> None:
    """Line breaks inside a paragraph don't part it; the paragraphs beside it stay."""
    text = "Före.\nRaden är\nhemlig enligt\nnågon.\nEfter."
    layer = layer_of("body", text)
    blocks = tuple(replace(b, paragraph=n) for b, n in zip(layer.blocks, (0, 1, 1, 1, 2), strict=True))
    document = Document(Sha256("d"), "text/plain", None, (replace(layer, blocks=blocks),))
    plan = plan_for(document, [found(text, "hemlig", "f", Scope.LINE)])
    assert copy_of(document, plan) == f"Före.\n[{GONE}]\nEfter."


def test_line_scope_outside_every_paragraph() -> None:
    """What stands in no line known to the format goes by itself."""
    text = "Före.\nhemlig\nEfter."
    layer = layer_of("body", text)
    document = Document(Sha256("d"), "text/plain", None, (replace(layer, blocks=layer.blocks[::2]),))
    plan = plan_for(document, [found(text, "hemlig", "f", Scope.LINE)])
    assert copy_of(document, plan) == f"Före.\n[{GONE}]\nEfter."


def test_many_line_findings_take_linear_time() -> None:
    """A register of ten thousand lines, each with a finding, is planned in seconds."""
    text = "".join(f"rad {i:05} hemlig\n" for i in range(10_000))
    document = agenda(text)
    findings = [
        replace(found(text, "hemlig", f"f{i}", Scope.LINE), span=Span(i * 17 + 10, i * 17 + 16))
        for i in range(10_000)
    ]
    begun = time.process_time()
    plan = plan_for(document, findings)
    assert time.process_time() - begun < 5
    assert len(plan.redactions) == 10_000


def test_undecided_is_refused() -> None:
    """No plan is made while a finding or an item waits for a person."""
    document = agenda(ITEM)
    with pytest.raises(FaultError):
        plan_for(document, [found(ITEM, "Nästa", "f")], action=Action.REVIEW)
    with pytest.raises(FaultError):
        plan_for(document, items=[Item(item_section(), Action.REVIEW, FindingId("m"), None, None, "")])


spans = st.tuples(st.integers(0, 79), st.integers(1, 12)).map(lambda p: Span(p[0], min(p[0] + p[1], 80)))


@given(
    st.lists(spans, max_size=12), st.lists(spans, max_size=12), st.text("ab ,\n", min_size=80, max_size=80)
)
def test_cuts_are_disjoint_and_lose_nothing(first: list[Span], second: list[Span], text: str) -> None:
    """Merged and laid around each other, cuts cover all they covered and never overlap."""
    body = LayerId("body")
    larger = list(merge([Cut(body, s, FindingId("a"), Instead.INLINE) for s in first], text))
    smaller = sorted([Cut(body, s, FindingId("b"), Instead.INLINE) for s in second], key=lambda c: c.span)
    rest = list(merge(around(larger, smaller), text))
    pieces = sorted([*larger, *around(larger, rest)], key=lambda c: c.span)
    covered = {i for cut in pieces for i in range(cut.span.start, cut.span.end)}
    assert all(a.span.end <= b.span.start for a, b in pairwise(pieces))
    assert covered >= {i for s in (*first, *second) for i in range(s.start, s.end)}


def test_a_heading_that_says_sekretess_is_no_secret_string() -> None:
    """The placeholder holds the word itself, so it is not searched for."""
    own = item_section(heading=at(ITEM, "Sekretess"), emptied=())
    document = agenda(ITEM)
    plan = plan_for(document, items=[secret(own)], sections=(own,))
    secrets = expected(document, (), (), [secret(own)], plan).secrets
    assert [s.text for s in secrets if s.kind == "text"] == []


def test_item_without_a_heading() -> None:
    """Without a heading the body's placeholder stands alone."""
    text = "3.\n\nTexten.\n"
    section = Section(
        LayerId("body"),
        Span(0, len(text) - 1),
        SectionKind.ITEM,
        "3",
        at(text, "3."),
        body=at(text, "Texten."),
    )
    document = agenda(text)
    assert copy_of(document, plan_for(document, items=[secret(section)])) == f"3.\n\n{GONE}\n"


@pytest.mark.parametrize("heading", ["Bud", "Budget 7"])
def test_short_heading_is_not_looked_for(heading: str) -> None:
    """A heading of three letters is too little to tell it again by; one of eight is not."""
    text = f"5. {heading}\n\n{heading}\n"
    section = Section(
        LayerId("body"), Span(0, len(heading) + 3), SectionKind.ITEM, "5", Span(0, 2), at(text, heading)
    )
    document = agenda(text)
    again = heading if len(heading) < 4 else GONE
    assert copy_of(document, plan_for(document, items=[secret(section)])) == f"5. {GONE}\n\n{again}\n"


def test_heading_of_an_item_without_a_number_elsewhere() -> None:
    """Without a number no line names the item: its short heading in running text stays."""
    text = "Ansökan om stöd\n\nTexten.\n\nRutin för ärende om ansökan om stöd\n"
    section = Section(
        LayerId("body"),
        Span(0, 24),
        SectionKind.ITEM,
        heading=at(text, "Ansökan om stöd"),
        body=at(text, "Texten."),
    )
    document = agenda(text)
    plan = plan_for(document, items=[secret(section)])
    assert copy_of(document, plan) == f"{GONE}\n\n{GONE}\n\nRutin för ärende om ansökan om stöd\n"


def test_empty_layer_that_hangs_on_a_secret_item() -> None:
    """A note without text needs no cut."""
    empty = TextLayer(LayerId("note:1"), LayerKind.NOTE, "", (), (), Host(LayerId("body"), 3))
    plan = plan_for(agenda(ITEM, empty), items=[secret(item_section())])
    assert {r.layer for r in plan.redactions} == {"body"}


def test_words_beside_blanks_take_the_blanks_along() -> None:
    """Of what goes from the middle of a line no run of blanks tells how it was set apart."""
    document = agenda(ITEM.replace("ASN-1 Eva", "ASN-1 \t Eva  "))
    text = document.layer(LayerId("body")).text
    plan = plan_for(document, items=[secret(item_section(text))])
    assert copy_of(document, plan) == f"3. {GONE}\nDnr ASN-1\n\n{GONE}\n\n4. Nästa\n"


def test_bracket_that_a_merge_opened_is_closed() -> None:
    """`Gun (Eva)` becomes one placeholder and leaves no bracket alone."""
    text = "Sökande: Gun (Eva) i Lund"
    document = agenda(text)
    plan = plan_for(document, [found(text, "Gun", "a"), found(text, "Eva", "b")])
    assert copy_of(document, plan) == f"Sökande: [{GONE}] i Lund"


def test_operator_of_presidio() -> None:
    """The operator anonymizes, and refuses to work without saying what stands instead."""
    operator = Placeholder()
    assert operator.operator_type() is OperatorType.Anonymize
    with pytest.raises(KeyError):
        operator.validate()


@pytest.mark.parametrize("remark", [" (sekretess)", " (26:1 OSL)", " – sekretess", " - SEKRETESS"])
def test_heading_elsewhere_without_its_remark(remark: str) -> None:
    """A heading is told again without the words that mark it; the contents list gets one placeholder."""
    heading = f"Vård av barn{remark}"
    text = f"§ 8 {heading} ... 3\n\n§ 8 {heading}\n\nTexten.\n\nSe § 8 Vård av barn.\n\nOm vård av barn.\n"
    start = text.index("§ 8", 1)
    own = Section(
        LayerId("body"),
        Span(start, text.index("\n\nSe")),
        SectionKind.ITEM,
        "8",
        Span(start, start + 3),
        at(text, heading, start),
        body=at(text, "Texten."),
    )
    entry = Section(
        LayerId("body"), Span(0, start - 2), SectionKind.CONTENTS, "8", Span(0, 3), at(text, heading)
    )
    document = agenda(text)
    plan = plan_for(document, items=[secret(own)], sections=(entry, own))
    assert copy_of(document, plan) == (
        f"§ 8 {GONE} ... 3\n\n§ 8 {GONE}\n\n{GONE}\n\nSe § 8 [{GONE}].\n\nOm vård av barn.\n"
    )


def test_one_word_without_its_remark_stands_for_too_much() -> None:
    """`Information (sekretess)` does not take every line that says `Information`."""
    text = "5. Information (sekretess)\n\nTexten.\n\nInformation\n"
    own = Section(
        LayerId("body"),
        Span(0, text.index("\n\nInfo")),
        SectionKind.ITEM,
        "5",
        Span(0, 2),
        at(text, "Information (sekretess)"),
        body=at(text, "Texten."),
    )
    document = agenda(text)
    assert (
        copy_of(document, plan_for(document, items=[secret(own)])) == f"5. {GONE}\n\n{GONE}\n\nInformation\n"
    )
