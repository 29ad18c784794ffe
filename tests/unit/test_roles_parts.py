"""Whose a part of a name is that stands alone, and what columns and chats say of names."""

import pytest

from redactor.domain.document import Document, LayerId, Section, SectionKind, Span
from redactor.domain.review import Action, Certainty, Evidence, Finding, FindingId, Role, Scope
from redactor.formats.text import Text
from redactor.roles import assign, people
from redactor.roles.bearers import is_itemised, place_of

BODY = LayerId("body")


def document(text: str) -> Document:
    return Text("text/plain").read(text.encode(), ocr=lambda _: None)


def named(text: str, sections: tuple[Section, ...], name: str, start: int) -> Finding:
    at = text.index(name, start)
    span = Span(at, at + len(name))
    section = next((s for s in sections if s.span.contains(span)), None)
    evidence = Evidence("rule", 0.9, "Skäl.", "GDPR 6", Scope.SPAN, Action.REDACT)
    return Finding(FindingId(str(at)), BODY, span, "PERSON", section, Certainty.CERTAIN, None, evidence, name)


def roles(text: str, *names: str, itemised: bool = False) -> list[Role | None]:
    """The roles of names, each looked for behind the one before; one item a paragraph if asked for."""
    sections: list[Section] = []
    at = 0
    for part in text.split("\n\n") if itemised else ():
        sections.append(Section(BODY, Span(at, at + len(part)), SectionKind.ITEM, case_number="KS 1"))
        at += len(part) + 2
    findings: list[Finding] = []
    start = 0
    for name in names:
        findings.append(named(text, tuple(sections), name, start))
        start = findings[-1].span.end
    return [f.role for f in assign(people(document(text), sections), findings)]


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        ("Sökande: Siv Nyman\nNyman bor kvar.", ("Siv Nyman", "Nyman"), Role.PRIVATE),
        ("Sökande: Siv Nyman\nSivs hus", ("Siv Nyman", "Sivs"), Role.PRIVATE),
        ("Sökande: Siv Nyman\nDå svarade S.N. nej.", ("Siv Nyman", "S.N."), Role.PRIVATE),
        ("Sökande: Ann-Siv Nyman\nAnn-Siv bor kvar.", ("Ann-Siv Nyman", "Ann-Siv"), Role.PRIVATE),
        ("Siv Nyman, nämndsekreterare\nSiv antecknar.", ("Siv Nyman", "Siv"), Role.OFFICIAL),
        ("Siv Nyman, nämndsekreterare\nAvslag | S.N.", ("Siv Nyman", "S.N."), Role.OFFICIAL),
        ("Siv Åberg Ek (S)\nÅberg Eks yrkande", ("Siv Åberg Ek", "Åberg Eks"), Role.ELECTED),
        ("Siv Nyman trivs.\nNyman bor kvar.", ("Siv Nyman", "Nyman"), Role.UNKNOWN),
        (
            "Sökande: Siv Nyman\nBo Nyman (S)\nNyman bor kvar.",
            ("Siv Nyman", "Bo Nyman", "Nyman"),
            Role.UNKNOWN,
        ),
        (
            "Sökande: Siv Nyman\nBo Nyman (S)\nOrdförande Nyman bor kvar.",
            ("Siv Nyman", "Bo Nyman", "Nyman"),
            Role.OFFICIAL,
        ),
        ("Siv bor kvar.", ("Siv",), Role.UNKNOWN),
    ],
)
def test_who_is_meant_by_a_part(text: str, names: tuple[str, ...], expected: Role) -> None:
    """The one named in full; nobody where a private and a public person may be meant."""
    assert roles(text, *names)[-1] is expected


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        ("Siv Nyman, nämndsekreterare\n\nSiv grät.", ("Siv Nyman", "Siv"), Role.UNKNOWN),
        ("Siv Nyman, nämndsekreterare\n\nNyman svarar.", ("Siv Nyman", "Nyman"), Role.OFFICIAL),
        (
            "Siv Nyman, nämndsekreterare\n\nKlient: Siv Ek\nSiv grät.",
            ("Siv Nyman", "Siv Ek", "Siv"),
            Role.PRIVATE,
        ),
    ],
)
def test_given_names_stay_in_their_item(text: str, names: tuple[str, ...], expected: Role) -> None:
    """Somebody in another item is not meant by a given name, but by a surname."""
    assert roles(text, *names, itemised=True)[-1] is expected


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("Föredragande", Role.OFFICIAL),
        ("Beslutsfattare", Role.OFFICIAL),
        ("Sign.", Role.OFFICIAL),
        ("Sökande", Role.PRIVATE),
        ("Elev", Role.PRIVATE),
        ("Fastighet", Role.UNKNOWN),
    ],
)
@pytest.mark.parametrize("between", [" | ", "\t", "     "])
def test_columns(heading: str, between: str, expected: Role) -> None:
    """A heading says whose names stand below it, however the table parts its cells."""
    rows = (("Nr", "Ärende", "Dnr", heading), ("1", "Budget", "KS 2024/1", "Zlatka Abcde"))
    more = ("2", "Taxa", "KS 2024/2", "Bo Ek")
    text = "\n".join(between.join(row) for row in (*rows, more)) + "\n"
    assert roles(text, "Zlatka Abcde") == [expected]


def test_name_of_an_office_column_is_public_in_the_text_too() -> None:
    text = (
        "Nr\tÄrende\tDnr\tHandläggare\n1\tBudget\tKS 1\tSiv Nyman\n2\tTaxa\tKS 2\tBo Ek\n\nSiv Nyman svarar."
    )
    assert roles(text, "Siv Nyman", "Bo Ek", "Siv Nyman")[-1] is Role.OFFICIAL


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("#jouren-kväll\n[07:12] Siv Nyman: Två sjuka", Role.OFFICIAL),
        ("Jouren – gruppchatt\nSiv Nyman 23 dec 08:02\nGod morgon", Role.OFFICIAL),
        ("Sms till handläggaren\n[07:12] Siv Nyman: Två sjuka", Role.UNKNOWN),
        ("#jouren-kväll\nVi ringde Siv Nyman 08:02 om det", Role.UNKNOWN),
    ],
)
def test_speakers_of_a_workplace(text: str, expected: Role) -> None:
    """Who writes in a workplace's chat does so in office; who is written about does not."""
    assert roles(text, "Siv Nyman") == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rätt utdraget intygar\nSiv Nyman", Role.OFFICIAL),
        ("Föredragande §§ 44–46: Siv Nyman", Role.OFFICIAL),
        ("handläggaren, Siv Nyman, sade", Role.OFFICIAL),
        ("Siv Nyman (SN), bygglovshandläggare", Role.OFFICIAL),
        ("läraren i idrott, Siv Nyman, sade", Role.OFFICIAL),
        ("Skriven av: Siv Nyman", Role.OFFICIAL),
        ("Bo Ek          Siv Nyman\nOrdförande     Sekreterare", Role.OFFICIAL),
        ("Bo Ek          Siv Nyman\nOrdförande     bor där", Role.UNKNOWN),
        ("Sökande: Siv Nyman, lärare", Role.PRIVATE),
        ("Anmäld: Siv Nyman, enhetschef", Role.UNKNOWN),
        ("skriven av grannen Siv Nyman", Role.PRIVATE),
    ],
)
def test_titles_and_tasks(text: str, expected: Role) -> None:
    """Professions and tasks make public, unless the text calls one private; with a title that is in doubt."""
    assert roles(text, "Siv Nyman") == [expected]


def test_several_matters() -> None:
    """Numbered parts of a report are about one matter; case numbers and attendance tell of several."""
    part = Section(BODY, Span(0, 1), SectionKind.ITEM, number="1")
    item = Section(BODY, Span(0, 1), SectionKind.ITEM, number="1", case_number="KS 2024/1")
    attendance = Section(BODY, Span(2, 3), SectionKind.ATTENDANCE)
    assert (is_itemised([part]), is_itemised([item]), is_itemised([])) == (False, True, False)
    assert is_itemised([part, attendance])
    assert place_of(part) == (BODY, part.span)
    assert place_of(attendance) is None


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        (
            "Bilaga 1\n\nPlats\n\nLedamot\n1\n\nErsättare\n\nParti\n\n7\n\nZlatka\nAbcde",
            "Zlatka",
            Role.OFFICIAL,
        ),
        ("Nr\nLedamot\nParti\nJa\nNej\n7\nZlatka Abcde\nX", "Zlatka Abcde", Role.OFFICIAL),
        ("Nr\nSökande\nParti\nJa\nNej\n7\nZlatka Abcde\nX", "Zlatka Abcde", Role.UNKNOWN),
        (
            f"Ledamot\nParti\nJa\n{'Så gick det till den dagen. ' * 3}\nZlatka Abcde",
            "Zlatka Abcde",
            Role.UNKNOWN,
        ),
    ],
)
def test_table_of_members_with_a_cell_a_line(text: str, name: str, expected: Role) -> None:
    """Its headings begin it, the first long line ends it."""
    assert roles(text, name) == [expected]


def test_whom_a_decision_is_sent_to_has_not_signed() -> None:
    text = "Zlatka Abcde\nBeslutet skickas till\nIvana Bcdef\n"
    signed = Section(BODY, Span(0, len(text)), SectionKind.SIGNATURES)
    found = [named(text, (signed,), name, 0) for name in ("Zlatka Abcde", "Ivana Bcdef")]
    assert [f.role for f in assign(people(document(text), (signed,)), found)] == [Role.OFFICIAL, Role.UNKNOWN]


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Samverkan med Qvixlo Livs sker.", "Qvixlo Livs", Role.FIRM),
        ("Dom från Mark och miljödomstolen kom.", "Mark", Role.FIRM),
        ("Det gäller Mark och hans bror.", "Mark", Role.UNKNOWN),
        ("Samverkan med Siv Livs sker.", "Siv Livs", Role.UNKNOWN),
        ("Deltagare: Siv (patient)", "Siv", Role.PRIVATE),
        ("Frånvarande: Siv, make, orkade inte", "Siv", Role.PRIVATE),
        ("Siv Nyman, 15 år, spelar", "Siv Nyman", Role.PRIVATE),
        ("Siv Nyman, 15 år i följd", "Siv Nyman", Role.UNKNOWN),
    ],
)
def test_bodies_and_standing(text: str, name: str, expected: Role) -> None:
    """A firm's or an authority's words make no person; what somebody is beside the name makes one private."""
    assert roles(text, name) == [expected]
