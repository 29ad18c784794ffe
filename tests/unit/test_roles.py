"""Who is public in a document, who is private, and whose an address is."""

from collections.abc import Iterable

import pytest

from redactor.domain.document import Document, LayerId, Section, SectionKind, Span
from redactor.domain.folding import fold
from redactor.domain.review import Action, Certainty, Evidence, Finding, FindingId, Role, Scope
from redactor.formats.text import Text
from redactor.recognizers.persons import Persons
from redactor.roles import assign, people, public_names
from redactor.roles.reading import read
from redactor.roles.roster import build, key_of

BODY = LayerId("body")
ROSTER = "Beslutande\nKarl Berg (S), ordförande\nHélene Lindgren (M)\nJerry Kajman (Deltagare)\n\n"


def document(text: str) -> Document:
    return Text("text/plain").read(text.encode(), ocr=lambda _: None)


def finding(text: str, wanted: str, entity: str, *, start: int = 0) -> Finding:
    at = text.index(wanted, start)
    evidence = Evidence("rule", 0.9, "Skäl.", "GDPR 6", Scope.SPAN, Action.REDACT)
    return Finding(
        FindingId(f"{entity}:{at}"),
        BODY,
        Span(at, at + len(wanted)),
        entity,
        None,
        Certainty.CERTAIN,
        None,
        evidence,
        wanted,
    )


def persons(text: str) -> list[Finding]:
    folded = fold(text)
    spans = (folded.span(h.span) for h in Persons().hits(folded.text))
    return [finding(text, s.cut(text), "PERSON", start=s.start) for s in spans]


def roles(
    text: str, extra: Iterable[Finding] = (), sections: tuple[Section, ...] = ()
) -> dict[str, Role | None]:
    given = [*persons(text), *extra]
    return {f.text: f.role for f in assign(people(document(text), sections), given)}


def role_of(text: str, name: str, sections: tuple[Section, ...] = ()) -> Role | None:
    [found] = assign(
        people(document(text), sections), [finding(text, name, "PERSON", start=text.rindex(name))]
    )
    return found.role


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Karl Berg (S) yrkar bifall.", "Karl Berg", Role.ELECTED),
        ("Karl Berg, s, yrkar bifall.", "Karl Berg", Role.ELECTED),
        ("Karl Berg [MP]", "Karl Berg", Role.ELECTED),
        ("Karl Berg\n\nS\n\n22\n\nLedamot", "Karl Berg", Role.ELECTED),
        ("Eva Lind (XYZ) och Karl Berg (XYZ) yrkar.", "Karl Berg", Role.ELECTED),
        ("Karl Berg, HR-chef, informerar.", "Karl Berg", Role.OFFICIAL),
        ("Karl Berg (Stadsdirektör)", "Karl Berg", Role.OFFICIAL),
        ("Karl Berg Direktör", "Karl Berg", Role.OFFICIAL),
        ("Sekreterare\t\n\tKarl Berg\t", "Karl Berg", Role.OFFICIAL),
        ("kommunalrådet Karl Berg svarar", "Karl Berg", Role.OFFICIAL),
        ("Handläggare: Karl Berg", "Karl Berg", Role.OFFICIAL),
        ("Vår referens\n\nKarl Berg", "Karl Berg", Role.OFFICIAL),
        ("Utses att justera Karl Berg", "Karl Berg", Role.OFFICIAL),
        ("förhinder anmäls snarast till Karl Berg", "Karl Berg", Role.OFFICIAL),
        ("Vid protokollet\n\nKarl Berg", "Karl Berg", Role.OFFICIAL),
        ("Karl Berg\nkarl.berg@exempel.kommun.se", "Karl Berg", Role.OFFICIAL),
        ("Karl Berg, socialförvaltningen, lämnar information", "Karl Berg", Role.OFFICIAL),
        ("Eva Lind, Karl Berg och Siv Ek yrkar bifall.", "Karl Berg", Role.ELECTED),
        ("Stiftelsen Karl Berg och Eva Linds fond", "Eva Linds", Role.FIRM),
        ("Karl Bergs gata", "Karl Bergs", Role.FIRM),
        ("Karl Berg trivs.", "Karl Berg", Role.UNKNOWN),
        ("Karl Berg (LVU)", "Karl Berg", Role.UNKNOWN),
        ("Karl Berg (XYZ)", "Karl Berg", Role.UNKNOWN),
        ("Karl Berg\nkarl.berg@gmail.com", "Karl Berg", Role.UNKNOWN),
        ("Karl Berg\nkarl.berg@exempel.test", "Karl Berg", Role.UNKNOWN),
    ],
)
def test_one_line(text: str, name: str, role: Role) -> None:
    """A party tag, title, office, mail or act beside a name makes it public; a law's letters do not."""
    assert role_of(text, name) is role


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Bergs yrkande", "Bergs"),
        ("Karl Bergs yrkande", "Karl Bergs"),
        ("Helene Lindgren sade", "Helene Lindgren"),
        ("Hélene Lindgrens yrkande", "Hélene Lindgrens"),
        ("Hélene Lindgerns yrkande", "Hélene Lindgerns"),
    ],
)
def test_roster_in_other_forms(text: str, name: str) -> None:
    """A roster name is public in the genitive, misspelt, and by its surname alone."""
    assert role_of(ROSTER + text, name) is Role.ELECTED


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Berglind, Anna (S)", "Berglind, Anna", Role.ELECTED),
        ("61\n\nBerglind, Anna\n\nV\n\nJa", "Berglind, Anna", Role.ELECTED),
        ("Kvist,\nAnna\n\nSD\n", "Kvist,\nAnna", Role.ELECTED),
        ("Berglind Hed, Anna (M)", "Berglind Hed, Anna", Role.ELECTED),
        ("Berglind, Anna (S)\n\nAnna Berglind talade.", "Anna Berglind", Role.ELECTED),
        ("Berglind, Anna\nVassbo", "Berglind, Anna", Role.UNKNOWN),
        ("Berglind, Anna (19 år)", "Berglind, Anna", Role.PRIVATE),
        ("Grannar: Karl Berg, Anna (S)", "Karl Berg, Anna", Role.PRIVATE),
    ],
)
def test_turned_names_of_members(text: str, name: str, role: Role) -> None:
    """`Surname, Given` before a party's letters makes a member, public in any order of the names."""
    assert role_of(text, name) is role


def test_attendance_without_party_or_title() -> None:
    """A name in the attendance section is public though nothing else says so."""
    attendance = Section(BODY, Span(0, len(ROSTER) - 2), SectionKind.ATTENDANCE)
    assert role_of(ROSTER, "Jerry Kajman", (attendance,)) is Role.OFFICIAL


@pytest.mark.parametrize(
    "text",
    [
        "Sökande: Siv Nyman",
        "Siv Nyman, 850101-2384",
        "grannen Siv Nyman",
        "Siv Nyman, Provgatan 5, 999 99 Orten",
    ],
)
def test_private(text: str) -> None:
    """A label, a number, kinship or a home address makes a name private."""
    assert roles(ROSTER + text)["Siv Nyman"] is Role.PRIVATE


def test_private_elsewhere() -> None:
    """A name that is private at one place is private at the others."""
    assert role_of("Sökande: Siv Nyman\nSiv Nymans tomt", "Siv Nymans") is Role.PRIVATE


def test_elected_as_applicant() -> None:
    """An elected member who stands as applicant is for a person to decide."""
    found = roles(ROSTER + "Sökande: Karl Berg\n")
    assert found["Karl Berg"] is Role.UNKNOWN


def test_party_to_a_case_is_not_made_public_by_claiming() -> None:
    """An applicant who `yrkar` something stays private."""
    assert roles("Sökande: Siv Nyman\nSiv Nyman yrkar ersättning.")["Siv Nyman"] is Role.PRIVATE


def test_near_name_of_applicant_stays_private() -> None:
    """An applicant whose name is one letter from an elected member's is not taken for the member."""
    assert roles(ROSTER + "Sökande: Karla Bergh")["Karla Bergh"] is Role.PRIVATE


def test_why_is_told() -> None:
    """Every role comes with a Swedish sentence, and none quotes the document."""
    text = ROSTER + "Sökande: Siv Nyman"
    for found in assign(people(document(text), ()), persons(text)):
        assert found.evidence.why.endswith(".")
        assert found.text not in found.evidence.why


def test_public_names() -> None:
    """The names that the document makes public are listed as written."""
    assert {"Karl Berg", "Hélene Lindgren"} <= public_names(document(ROSTER), ())


@pytest.mark.parametrize(
    ("line", "text", "entity", "role"),
    [
        ("Sökande: Siv Nyman, Provgatan 5", "Provgatan 5", "SE_STREET_ADDRESS", Role.PRIVATE),
        (
            "Siv Nyman (850101-2384)\nProvgatan 5\n999 99 Orten",
            "999 99 Orten",
            "SE_POSTAL_ADDRESS",
            Role.PRIVATE,
        ),
        ("Plats Hörsalen, Provgatan 5", "Provgatan 5", "SE_STREET_ADDRESS", Role.PLACE),
        ("Ny cykelbana vid Provgatan 5", "Provgatan 5", "SE_STREET_ADDRESS", Role.PLACE),
        ("Besöksadress: Provgatan 5", "Provgatan 5", "SE_STREET_ADDRESS", Role.OFFICIAL),
        ("Byggfirman AB, Provgatan 5", "Provgatan 5", "SE_STREET_ADDRESS", Role.FIRM),
        ("Provgatan 5", "Provgatan 5", "SE_STREET_ADDRESS", Role.UNKNOWN),
        ("Växel 08-465 004 00", "08-465 004 00", "PHONE_NUMBER", Role.OFFICIAL),
        ("förhinder anmäls till Karl Berg, 08-465 004 00", "08-465 004 00", "PHONE_NUMBER", Role.OFFICIAL),
        ("Karl Berg (S) 070-174 06 05", "070-174 06 05", "PHONE_NUMBER", Role.OFFICIAL),
        ("Klagande: Siv Nyman 070-174 06 05", "070-174 06 05", "PHONE_NUMBER", Role.PRIVATE),
        ("070-174 06 05", "070-174 06 05", "PHONE_NUMBER", Role.UNKNOWN),
        ("siv@gmail.com", "siv@gmail.com", "EMAIL_ADDRESS", Role.PRIVATE),
        ("kontakt@orten.test", "kontakt@orten.test", "EMAIL_ADDRESS", Role.OFFICIAL),
        ("Karl Berg (S) karl.berg@orten.test", "karl.berg@orten.test", "EMAIL_ADDRESS", Role.OFFICIAL),
        ("Sökande: Siv Nyman, siv@orten.test", "siv@orten.test", "EMAIL_ADDRESS", Role.PRIVATE),
        ("Ortens idrottsförening, bankgiro 123-4567", "123-4567", "SE_BANKGIRO", Role.FIRM),
        ("Sökande: Siv Nyman, konto 1234-5678901", "1234-5678901", "SE_BANK_ACCOUNT", Role.PRIVATE),
    ],
)
def test_contacts(line: str, text: str, entity: str, role: Role) -> None:
    """Addresses, phones, mail and accounts have the role of the one they stand beside."""
    assert roles(line, [finding(line, text, entity)])[text] is role


def test_contact_in_another_paragraph() -> None:
    """A private name beyond a blank line says nothing of an address."""
    text = "Sökande: Siv Nyman\n\nStadshuset, Provgatan 5"
    assert roles(text, [finding(text, "Provgatan 5", "SE_STREET_ADDRESS")])["Provgatan 5"] is Role.OFFICIAL


def test_other_entities_are_left() -> None:
    """A finding that is no name and no contact gets no role."""
    text = "850101-2384"
    [found] = assign(people(document(text), ()), [finding(text, text, "SE_PERSONNUMMER")])
    assert found.role is None


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Anna Berg", "Anna Bergh", False),
        ("Helene Norberg", "Helen Norberg", True),
        ("Anna Lindgren", "Anna Lindberg", False),
        ("Anna Maria Lindgren", "Anna Lindgren", True),
        ("Anna Lindgren", "Maria Lindgren", False),
    ],
)
def test_near_names(one: str, other: str, same: bool) -> None:
    """Names are near when one letter differs in a long word or a middle name is left out, not more."""
    roster = build(read(document(f"{one} (S)")), ())
    assert (roster.find(key_of(other)) is not None) is same


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Siv Nyman\tKarl Berg\nUtredare\tSkolchef", "Karl Berg", Role.OFFICIAL),
        ("Till nämndeman väljs Karl Berg", "Karl Berg", Role.OFFICIAL),
        ("Till god man utses Karl Berg", "Karl Berg", Role.UNKNOWN),
        ("författaren Karl Berg läser", "Karl Berg", Role.PUBLIC_FIGURE),
    ],
)
def test_other_public_places(text: str, name: str, role: Role) -> None:
    """A title in the same column, an election and a public calling make a name public."""
    assert role_of(text, name) is role


def test_spot_beside_private_name() -> None:
    """An address right after `vid` is a spot in town, though a private person is named on its line."""
    text = "Medborgarförslag: Siv Nyman, 850101-2384, om lekplats vid Provgatan 5"
    assert roles(text, [finding(text, "Provgatan 5", "SE_STREET_ADDRESS")])["Provgatan 5"] is Role.PLACE


def test_account_for_payments() -> None:
    """An account for fees, with nobody private beside it, stays."""
    text = "Avgiften betalas till plusgiro 12 34 56-7"
    assert roles(text, [finding(text, "12 34 56-7", "SE_PLUSGIRO")])["12 34 56-7"] is Role.FIRM
