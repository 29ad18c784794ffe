"""One decision for each finding: secret item, person, role, rule, in this order."""

import re
from dataclasses import replace

import pytest

from redactor.decide import ATTACHED, INSIDE_ITEM, UNSURE_END, OnReview, decisions, settle, tied
from redactor.domain.document import (
    Anchored,
    Block,
    Document,
    Host,
    LayerId,
    LayerKind,
    PdfRun,
    Section,
    SectionKind,
    Sha256,
    Span,
    TextLayer,
)
from redactor.domain.review import (
    Action,
    Certainty,
    Decision,
    Evidence,
    Finding,
    FindingId,
    Profile,
    Role,
    Scope,
)
from redactor.errors import UsageError

BODY = LayerId("body")
TEXT = "3. Rubrik\nASN-1\nBrödtext om någon\n4. Nästa\n"


def layer(layer_id: str, text: str, host: Host | None = None) -> TextLayer:
    kind = LayerKind.BODY if host is None else LayerKind.NOTE
    span = Span(0, len(text))
    return TextLayer(LayerId(layer_id), kind, text, (Anchored(span, span),), host=host)


DOCUMENT = Document(
    Sha256("d"), "text/plain", None, (layer("body", TEXT), layer("note:1", "not", Host(BODY, 20)))
)
ITEM = Section(
    BODY,
    Span(0, 33),
    SectionKind.ITEM,
    "3",
    Span(0, 2),
    Span(3, 9),
    "ASN-1",
    Span(10, 15),
    Span(16, 33),
)
NEXT = Section(BODY, Span(34, 42), SectionKind.ITEM, "4", Span(34, 36), Span(37, 42))


def blocks(text: str) -> tuple[Block, ...]:
    return tuple(Block(Span(*m.span()), i) for i, m in enumerate(re.finditer(r"[^\n]+", text)))


def finding(
    name: str,
    span: Span,
    entity: str = "PERSON",
    *,
    action: Action = Action.REDACT,
    scope: Scope = Scope.SPAN,
    certainty: Certainty = Certainty.CERTAIN,
    role: Role | None = None,
    section: Section | None = None,
    layer_id: str = "body",
) -> Finding:
    evidence = Evidence("pack.rule", 0.9, "Skäl.", "GDPR 6", scope, action)
    return Finding(FindingId(name), LayerId(layer_id), span, entity, section, certainty, role, evidence, "x")


def marker(section: Section | None, action: Action = Action.REDACT, scope: Scope = Scope.ITEM) -> Finding:
    made = finding("m", Span(3, 9), "SEKRETESS_MARKER", action=action, scope=scope, section=section)
    return replace(made, evidence=replace(made.evidence, law="OSL 26:1"))


def actions(*findings: Finding, profile: Profile = Profile.PUBLICERING) -> list[Action]:
    made, _ = decisions(findings, (ITEM, NEXT), DOCUMENT, profile)
    return [d.action for d in made]


@pytest.mark.parametrize(
    ("role", "certainty", "action"),
    [
        (Role.ELECTED, Certainty.CERTAIN, Action.KEEP),
        (Role.OFFICIAL, Certainty.SUSPECT, Action.KEEP),
        (Role.PRIVATE, Certainty.CERTAIN, Action.REDACT),
        (Role.PRIVATE, Certainty.SUSPECT, Action.REVIEW),
        (Role.UNKNOWN, Certainty.CERTAIN, Action.REVIEW),
        (None, Certainty.CERTAIN, Action.REDACT),
    ],
)
def test_role_decides_names(role: Role | None, certainty: Certainty, action: Action) -> None:
    """Public persons stay, private ones go, the rest waits for a person."""
    assert actions(finding("f", Span(37, 42), role=role, certainty=certainty)) == [action]


def test_role_never_saves_an_identity_number() -> None:
    """A personnummer goes whoever it belongs to."""
    assert actions(finding("f", Span(37, 42), "SE_PERSONNUMMER", role=Role.ELECTED)) == [Action.REDACT]


def test_strict_takes_officials_and_leaves_firms() -> None:
    """Profile strikt takes every personal datum; a firm's name is none, nor is an organisationsnummer."""
    made = actions(
        finding("a", Span(34, 36), role=Role.OFFICIAL),
        finding("b", Span(37, 39), role=Role.FIRM),
        finding("c", Span(39, 41), "SE_ORGANISATIONSNUMMER", action=Action.KEEP),
        finding("d", Span(41, 42), "BIRTH_DATE", action=Action.REVIEW),
        profile=Profile.STRIKT,
    )
    assert made == [Action.REDACT, Action.KEEP, Action.KEEP, Action.REDACT]


def test_secret_item_takes_what_stands_in_it() -> None:
    """Findings in a secret item, and in notes that hang on it, go with the item's law."""
    inside = finding("f", Span(20, 24), role=Role.ELECTED)
    noted = finding("n", Span(0, 3), role=Role.ELECTED, layer_id="note:1")
    made, items = decisions((marker(ITEM), inside, noted), (ITEM, NEXT), DOCUMENT, Profile.PUBLICERING)
    assert [(d.action, d.law, d.reason) for d in made[1:]] == [(Action.REDACT, "OSL 26:1", INSIDE_ITEM)] * 2
    assert [(i.section.number, i.action, i.finding) for i in items] == [
        ("3", Action.REDACT, "m"),
        ("4", Action.KEEP, None),
    ]


def test_case_number_decides_for_itself() -> None:
    """What stands in the number or case number is not taken by the item."""
    inside = finding("f", Span(10, 15), "SE_ORGANISATIONSNUMMER", action=Action.KEEP)
    assert actions(marker(ITEM), inside) == [Action.REDACT, Action.KEEP]


def test_marker_of_another_item_says_nothing() -> None:
    """A marker says something about its own item only."""
    _, items = decisions((marker(NEXT),), (ITEM, NEXT), DOCUMENT, Profile.PUBLICERING)
    assert [i.action for i in items] == [Action.KEEP, Action.REDACT]


def test_group_heading_marks_its_items() -> None:
    """A marker in a group heading marks each item below it, and no other."""
    group = Section(BODY, Span(0, 2), SectionKind.GROUP, heading=Span(0, 2))
    below = replace(ITEM, group=Span(0, 2))
    _, items = decisions((marker(group),), (group, below, NEXT), DOCUMENT, Profile.PUBLICERING)
    assert [i.action for i in items] == [Action.REDACT, Action.KEEP]


def test_contents_entry_marks_its_item() -> None:
    """A marker that stands in the contents list alone marks the item with that number."""
    entry = Section(BODY, Span(0, 9), SectionKind.CONTENTS, "4", Span(0, 2), Span(3, 9))
    _, items = decisions((marker(entry),), (entry, NEXT), DOCUMENT, Profile.PUBLICERING)
    assert [i.action for i in items] == [Action.REDACT]


BOOKMARKS = "3. Rubrik\n4. Nästa\n"


def with_bookmarks() -> Document:
    whole = Span(0, len(BOOKMARKS))
    outline = TextLayer(
        LayerId("outline:1"), LayerKind.OUTLINE, BOOKMARKS, (Anchored(whole, whole),), blocks(BOOKMARKS)
    )
    return replace(DOCUMENT, layers=(*DOCUMENT.layers, outline))


def test_bookmark_marks_the_item_it_repeats() -> None:
    """A marker in a bookmark alone makes its item secret, and no other; what the bookmark tells goes too."""
    marked = replace(marker(ITEM), layer=LayerId("outline:1"))
    name = finding("f", Span(3, 9), role=Role.ELECTED, section=ITEM, layer_id="outline:1")
    other = finding("o", Span(13, 18), role=Role.ELECTED, section=NEXT, layer_id="outline:1")
    made, items = decisions((marked, name, other), (ITEM, NEXT), with_bookmarks(), Profile.PUBLICERING)
    assert [i.action for i in items] == [Action.REDACT, Action.KEEP]
    assert [(d.action, d.reason) for d in made[1:2]] == [(Action.REDACT, INSIDE_ITEM)]
    assert made[2].action is Action.KEEP


def test_person_need_not_decide_a_marker_again_for_its_bookmark() -> None:
    """The same words around the body follow what was decided of the item's own; others don't."""
    repeated = replace(marker(ITEM), id=FindingId("b"), layer=LayerId("outline:1"))
    own = Decision(FindingId("m"), Action.KEEP, None, "registrator", "Sekretessen är hävd.")
    sections = (ITEM, NEXT)
    made, items = decisions((marker(ITEM), repeated), sections, with_bookmarks(), Profile.PUBLICERING, (own,))
    assert [d.action for d in made] == [Action.KEEP, Action.KEEP]
    assert [i.action for i in items] == [Action.KEEP, Action.KEEP]
    other = replace(repeated, text="andra ord")
    _, items = decisions((marker(ITEM), other), sections, with_bookmarks(), Profile.PUBLICERING, (own,))
    assert [i.action for i in items] == [Action.REDACT, Action.KEEP]


def paged() -> Document:
    """Item 3 stands on the first page and the second, item 4 on the third; each page has a header."""
    pages = [(0, 16), (16, 34), (34, len(TEXT))]
    body = tuple(
        Anchored(Span(*at), PdfRun(page, 0, Span(0, at[1] - at[0]))) for page, at in enumerate(pages)
    )
    header = tuple(Anchored(Span(2 * p, 2 * p + 2), PdfRun(p, 1, Span(0, 2))) for p in range(3))
    layers = (
        TextLayer(BODY, LayerKind.BODY, TEXT, body),
        TextLayer(LayerId("header:1"), LayerKind.HEADER, "S\nS\nS\n", header),
    )
    return Document(Sha256("d"), "application/pdf", 3, layers)


@pytest.mark.parametrize(
    ("page", "actions"),
    [(0, [Action.REVIEW, Action.KEEP]), (1, [Action.REVIEW, Action.KEEP]), (2, [Action.KEEP, Action.REVIEW])],
)
def test_marker_of_a_page_marks_the_items_on_it(page: int, actions: list[Action]) -> None:
    """What runs over some pages only is about the items that these show."""
    stamp = finding(
        "m",
        Span(2 * page, 2 * page + 1),
        "SEKRETESS_MARKER",
        action=Action.REVIEW,
        scope=Scope.ITEM,
        layer_id="header:1",
    )
    _, items = decisions((stamp,), (ITEM, NEXT), paged(), Profile.PUBLICERING)
    assert [i.action for i in items] == actions


def test_marker_of_a_page_without_items_is_about_the_document() -> None:
    """Where nothing on the page could be meant a person must look at all of it."""
    stamp = finding(
        "m", Span(4, 5), "SEKRETESS_MARKER", action=Action.REVIEW, scope=Scope.ITEM, layer_id="header:1"
    )
    _, items = decisions((stamp,), (ITEM,), paged(), Profile.PUBLICERING)
    assert [(i.section.kind, i.action) for i in items] == [(SectionKind.DOCUMENT, Action.REVIEW)]


def test_person_decides_and_is_named() -> None:
    """A person's decision stands before the rule's and keeps its actor and law."""
    own = Decision(FindingId("f"), Action.KEEP, "OSL 26:1", "registrator", "Offentlig uppgift.")
    made, _ = decisions((finding("f", Span(37, 42)),), (ITEM, NEXT), DOCUMENT, Profile.PUBLICERING, (own,))
    assert made == (own,)


def test_person_opens_an_item() -> None:
    """An item is decided through the finding that made it secret."""
    own = Decision(FindingId("m"), Action.KEEP, None, "registrator", "Sekretessen är hävd.")
    _, items = decisions((marker(ITEM),), (ITEM,), DOCUMENT, Profile.PUBLICERING, (own,))
    assert items[0].action is Action.KEEP


def test_decision_about_nothing_is_wrong_use() -> None:
    """A decision about an unknown finding is refused."""
    own = Decision(FindingId("?"), Action.KEEP, None, "registrator", "")
    with pytest.raises(UsageError):
        decisions((), (ITEM,), DOCUMENT, Profile.PUBLICERING, (own,))


@pytest.mark.parametrize(
    ("on_review", "action"), [(OnReview.REDACT, Action.REDACT), (OnReview.KEEP, Action.KEEP)]
)
def test_settle(on_review: OnReview, action: Action) -> None:
    """What is left to a person becomes what the caller chose, for findings and items alike."""
    made, items = decisions((marker(ITEM, Action.REVIEW),), (ITEM,), DOCUMENT, Profile.PUBLICERING)
    settled, settled_items = settle(made, items, on_review)
    assert (settled[0].action, settled_items[0].action) == (action, action)
    assert settled[0].settled and settled_items[0].settled


def test_kept_marker_of_the_whole_document() -> None:
    """Where a person says that it doesn't hold, every item stays."""
    own = Decision(FindingId("m"), Action.KEEP, None, "registrator", "Hävd.")
    found = (marker(ITEM, scope=Scope.DOCUMENT),)
    made, items = decisions(found, (ITEM, NEXT), DOCUMENT, Profile.PUBLICERING, (own,))
    assert [d.action for d in made] == [Action.KEEP]
    assert {i.action for i in items} == {Action.KEEP}


def test_what_a_rule_decides_is_not_settled() -> None:
    """Only what waited for a person is told to be settled."""
    made, items = decisions((marker(ITEM, Action.REDACT),), (ITEM,), DOCUMENT, Profile.PUBLICERING)
    assert settle(made, items, OnReview.KEEP) == (made, items)


def test_attachment_of_a_secret_item_goes_with_it() -> None:
    """`till § 3` in an attachment's heading ties it to the item, with the item's finding and law."""
    text = f"{TEXT}Bilaga 1 till § 3\nUtredning\nBilaga 2 till § 4\nTabell\n"
    document = Document(Sha256("d"), "text/plain", None, (layer("body", text),))

    def attachment(number: str, heading: str, body: str) -> Section:
        first, last = text.index(heading), text.index(body) + len(body)
        start = text.rindex("Bilaga", 0, first)
        return Section(
            BODY,
            Span(start, last),
            SectionKind.ATTACHMENT,
            number,
            Span(start, start + 8),
            Span(first, first + len(heading)),
            body=Span(text.index(body), last),
        )

    sections = (ITEM, NEXT, attachment("1", "till § 3", "Utredning"), attachment("2", "till § 4", "Tabell"))
    _, items = decisions((marker(ITEM),), sections, document, Profile.PUBLICERING)
    assert [(i.section.number, i.action, i.law) for i in items] == [
        ("3", Action.REDACT, "OSL 26:1"),
        ("4", Action.KEEP, None),
        ("1", Action.REDACT, "OSL 26:1"),
    ]


def test_a_placeholder_heading_shelters_no_body() -> None:
    """An item whose heading was taken out but whose body was not is still secret."""
    gone = "Borttagen på grund av sekretess"
    for body, action in ((gone, Action.KEEP), ("Hon bor hos mormor.", Action.REDACT)):
        text = f"3. {gone}\n{body}\n"
        document = Document(Sha256("d"), "text/plain", None, (layer("body", text),))
        end = len(text) - 1
        section = Section(
            BODY, Span(0, end), SectionKind.ITEM, "3", Span(0, 2), Span(3, 34), body=Span(35, end)
        )
        _, items = decisions((marker(section),), (section,), document, Profile.PUBLICERING)
        assert [i.action for i in items] == [action]


def test_marker_outside_every_item_is_about_the_document() -> None:
    """A marker that no item claims takes the document: its kind and case number stay."""
    text = "Tjänsteskrivelse\nDnr SN 2024/7\nSEKRETESS\nHon bor hos mormor.\n"
    document = Document(
        Sha256("d"),
        "text/plain",
        None,
        (replace(layer("body", text), blocks=blocks(text)), layer("header:1", "Om mormor")),
    )
    made, items = decisions(
        (
            marker(None, scope=Scope.DOCUMENT),
            finding("h", Span(3, 9), layer_id="header:1", role=Role.ELECTED),
        ),
        (),
        document,
        Profile.PUBLICERING,
    )
    section = items[0].section
    assert section.kind is SectionKind.DOCUMENT
    assert section.number_span is not None and section.number_span.cut(text) == "Tjänsteskrivelse"
    assert section.case_span is not None and section.case_span.cut(text) == "Dnr SN 2024/7"
    assert section.body is not None and section.body.cut(text) == "SEKRETESS\nHon bor hos mormor."
    assert [d.action for d in made] == [Action.REDACT, Action.REDACT]


@pytest.mark.parametrize(
    ("words", "number", "action"),
    [
        ("Se bilaga 2 (sekretess)", "2", Action.REDACT),
        ("Se bilaga 1 (sekretess)", "2", None),
        ("Se bilagan (sekretess)", "2", None),
    ],
)
def test_reference_takes_its_attachment_and_not_its_item(
    words: str, number: str, action: Action | None
) -> None:
    """`Se bilaga 2 (sekretess)` takes attachment 2; the item that says so stays."""
    text = TEXT + "Bilaga 2 Utredning\n"
    document = Document(Sha256("d"), "text/plain", None, (layer("body", text),))
    start = text.index("Bilaga")
    heading = Span(start + 9, len(text) - 1)
    attachment = Section(
        BODY, Span(start, len(text) - 1), SectionKind.ATTACHMENT, number, Span(start, start + 8), heading
    )
    reference = replace(marker(ITEM, scope=Scope.ATTACHMENT), text=words)
    made, items = decisions((reference,), (ITEM, attachment), document, Profile.PUBLICERING)
    assert [i.action for i in items] == [Action.KEEP, *([action] if action else [])]
    assert made[0].action is (action or Action.KEEP)


UNSURE = replace(ITEM, ambiguous_end=True)


def test_item_whose_end_is_unsure_waits_for_a_person() -> None:
    """The marker holds and what stands inside goes, but where the item ends is for a person to see."""
    inside = finding("f", Span(20, 24), role=Role.ELECTED)
    made, items = decisions((marker(UNSURE), inside), (UNSURE, NEXT), DOCUMENT, Profile.PUBLICERING)
    assert (items[0].action, items[0].why, items[0].law) == (Action.REVIEW, UNSURE_END, "OSL 26:1")
    assert [d.action for d in made] == [Action.REDACT, Action.REDACT]


@pytest.mark.parametrize("on_review", [OnReview.REDACT, OnReview.KEEP])
def test_item_whose_end_is_unsure_goes_when_nobody_is_there(on_review: OnReview) -> None:
    """`keep` is about what may be public; the marker says that this item is not."""
    made, items = decisions((marker(UNSURE),), (UNSURE,), DOCUMENT, Profile.PUBLICERING)
    _, settled = settle(made, items, on_review)
    assert (settled[0].action, settled[0].settled) == (Action.REDACT, True)


def test_doubtful_marker_of_an_item_whose_end_is_unsure() -> None:
    """Where the marker itself is in doubt, that is what the person reads, and `keep` keeps the item."""
    made, items = decisions((marker(UNSURE, Action.REVIEW),), (UNSURE,), DOCUMENT, Profile.PUBLICERING)
    assert (items[0].action, items[0].why) == (Action.REVIEW, "Skäl.")
    assert settle(made, items, OnReview.KEEP)[1][0].action is Action.KEEP


@pytest.mark.parametrize("action", [Action.REDACT, Action.KEEP])
def test_person_settles_an_end_that_is_unsure(action: Action) -> None:
    """A person's word on the marker is the item's, to the later end."""
    own = Decision(FindingId("m"), action, "OSL 26:1", "registrator", "Sett.")
    _, items = decisions((marker(UNSURE),), (UNSURE,), DOCUMENT, Profile.PUBLICERING, (own,))
    assert items[0].action is action


def test_attachment_of_an_item_whose_end_is_unsure() -> None:
    """Where the item ends says nothing of the attachment elsewhere that names it: that one goes."""
    text = f"{TEXT}Bilaga 1 till § 3\n"
    start = text.index("Bilaga")
    heading = Span(start + 9, len(text) - 1)
    attachment = Section(
        BODY, Span(start, len(text) - 1), SectionKind.ATTACHMENT, "1", Span(start, start + 8), heading
    )
    document = Document(Sha256("d"), "text/plain", None, (layer("body", text),))
    _, items = decisions((marker(UNSURE),), (UNSURE, attachment), document, Profile.PUBLICERING)
    assert [(i.action, i.why) for i in items] == [(Action.REVIEW, UNSURE_END), (Action.REDACT, ATTACHED)]


def test_entry_of_an_attachment_list_is_about_no_item() -> None:
    """Attachments have numbers of their own: `Bilaga 3` is not item 3."""
    entry = Section(BODY, Span(0, 9), SectionKind.ATTACHMENT, "3", Span(0, 2), Span(3, 9))
    assert not tied(entry, ITEM)
    assert tied(entry, replace(entry, span=Span(0, 20)))


@pytest.mark.parametrize(("case_number", "same"), [("ASN-1", True), ("ASN-2", False), (None, True)])
def test_entry_of_a_list_with_a_case_number(case_number: str | None, *, same: bool) -> None:
    """The case number tells more than the number, which another agenda's list has too."""
    entry = Section(BODY, Span(0, 9), SectionKind.CONTENTS, "3", Span(0, 2), Span(3, 9), case_number)
    assert tied(entry, ITEM) is same
