"""Identifying strings are found wherever they stand, and public ones are left."""

from dataclasses import replace

import pytest

from redactor.domain.document import (
    Anchored,
    Document,
    LayerId,
    LayerKind,
    Section,
    SectionKind,
    Span,
    TextLayer,
)
from redactor.domain.review import Action, Certainty, Evidence, Finding, FindingId, Role, Scope
from redactor.formats.text import Text
from redactor.propagation import propagate
from redactor.roles import people

BODY, HEADER = LayerId("body"), LayerId("header:1")
KEY = b"test"


def document(body: str, header: str = "") -> Document:
    read = Text("text/plain").read(body.encode(), ocr=lambda _: None)
    if not header:
        return read
    anchors = (Anchored(Span(0, len(header)), Span(0, len(header))),)
    return replace(read, layers=(*read.layers, TextLayer(HEADER, LayerKind.HEADER, header, anchors)))


def items(text: str) -> tuple[Section, ...]:
    """One item a paragraph."""
    found: list[Section] = []
    at = 0
    for part in text.split("\n\n"):
        found.append(Section(BODY, Span(at, at + len(part)), SectionKind.ITEM))
        at += len(part) + 2
    return tuple(found)


def known(
    text: str, wanted: str, *, entity: str = "PERSON", role: Role | None = Role.PRIVATE, certain: bool = True
) -> Finding:
    at = text.index(wanted)
    span = Span(at, at + len(wanted))
    section = next((s for s in items(text) if s.span.contains(span)), None)
    certainty = Certainty.CERTAIN if certain else Certainty.SUSPECT
    evidence = Evidence(
        "personuppgifter.namn", 0.95 if certain else 0.6, "Skäl.", "GDPR 6", Scope.SPAN, Action.REDACT
    )
    return Finding(
        FindingId(f"{entity}:{at}"), BODY, span, entity, section, certainty, role, evidence, wanted
    )


def new(text: str, *found: Finding, header: str = "", itemised: bool = True) -> list[Finding]:
    sections = items(text) if itemised else ()
    ids = {f.id for f in found}
    result = propagate(people(document(text, header), sections), found, KEY)
    assert {f.id for f in result} >= ids
    return [f for f in result if f.id not in ids]


def texts(text: str, *found: Finding, header: str = "", itemised: bool = True) -> list[str]:
    return [f.text for f in new(text, *found, header=header, itemised=itemised)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sökande: Siv Nyman\n\nSiv Nyman har skrivit", ["Siv Nyman"]),
        ("Sökande: Siv Nyman\n\nSiv Nymans tomt", ["Siv Nymans"]),
        ("Sökande: Siv Nyman\n\nNyman, Siv", ["Nyman, Siv"]),
        ("Sökande: Siv Nyman\n\nSIV NY\u00adMAN", ["SIV NY\u00adMAN"]),
        ("Sökande: Siv Nyman\n\nSiv\nNyman", ["Siv\nNyman"]),
        ("Sökande: Siv Nyman\n\nSiv Ny\nman", ["Siv Ny\nman"]),
        ("Sökande: Siv Nyman\n\nNymans tomt", ["Nymans"]),
        ("Sökande: Siv Nyman\nSiv är nöjd. S.N. bor där.\n\nSlut", ["Siv", "S.N."]),
        ("Sökande: Siv Nyman\nDottern heter Elsa Nyman.\n\nSlut", ["Elsa Nyman"]),
    ],
)
def test_names(text: str, expected: list[str]) -> None:
    """A private name is found whole, turned, broken, in the genitive, and by its parts; so are relatives."""
    assert texts(text, known(text, "Siv Nyman")) == expected


@pytest.mark.parametrize(
    "rest",
    [
        "Siv är ett förnamn.",
        "S.N. är initialer.",
        "Elsa Nyman är en annan.",
        "Nymans gata",
        "Nyman Bygg AB",
        "Nyman (S) yrkar bifall",
        "nyman är ett ord",
        "Nymansson",
    ],
)
def test_names_that_stay_outside_the_item(rest: str) -> None:
    """Given names, initials, namesakes, streets and firms outside the item are left."""
    text = f"Sökande: Siv Nyman\n\n{rest}"
    assert texts(text, known(text, "Siv Nyman")) == []


def test_surname_with_public_bearer_is_reviewed() -> None:
    """A surname that a public person bears too is a suspect for review outside the item."""
    text = "Sökande: Siv Nyman\n\nKarl Nyman (S) deltar. Nymans yrkande."
    [found] = new(text, known(text, "Siv Nyman"))
    assert (found.text, found.certainty, found.evidence.action) == (
        "Nymans",
        Certainty.SUSPECT,
        Action.REVIEW,
    )


def test_surname_without_public_bearer_is_certain() -> None:
    """A surname that nobody public bears is as sure as the name."""
    text = "Sökande: Siv Nyman\n\nNymans brev."
    [found] = new(text, known(text, "Siv Nyman"))
    assert (found.certainty, found.evidence.action, found.role) == (
        Certainty.CERTAIN,
        Action.REDACT,
        Role.PRIVATE,
    )


def test_evidence_is_inherited_with_its_own_why() -> None:
    """The new finding bears the rule and the law of its source, and says where it comes from."""
    text = "Sökande: Siv Nyman\n\nSiv Nyman"
    source = known(text, "Siv Nyman")
    [found] = new(text, source)
    assert (found.evidence.rule, found.evidence.law) == (source.evidence.rule, source.evidence.law)
    assert found.evidence.why == "Namnet finns som en enskilds namn på annan plats i dokumentet."


def test_every_layer() -> None:
    """A private name is found in a page header too."""
    text = "Sökande: Siv Nyman\n\nSlut"
    [found] = new(text, known(text, "Siv Nyman"), header="Ärende Siv Nyman")
    assert (found.layer, found.text) == (HEADER, "Siv Nyman")


@pytest.mark.parametrize(
    "role", [Role.ELECTED, Role.OFFICIAL, Role.FIRM, Role.PUBLIC_FIGURE, Role.PLACE, None]
)
def test_public_names_are_left(role: Role | None) -> None:
    """What is not a private or unknown person's goes nowhere."""
    text = "Siv Nyman\n\nSiv Nyman"
    assert texts(text, known(text, "Siv Nyman", role=role)) == []


def test_names_the_document_makes_public_are_left() -> None:
    """An elected member who is also an applicant is not looked for elsewhere."""
    text = "Sökande: Siv Nyman\n\nSiv Nyman (S) yrkar bifall"
    assert texts(text, known(text, "Siv Nyman", role=Role.UNKNOWN)) == []


def test_unknown_names_whole_only() -> None:
    """An unknown person's name is looked for whole, never by its parts."""
    text = "Ansökan från Siv Nyman\nNyman och Siv\n\nSiv Nyman"
    [found] = new(text, known(text, "Siv Nyman", role=Role.UNKNOWN, certain=False))
    assert (found.text, found.role, found.certainty) == ("Siv Nyman", Role.UNKNOWN, Certainty.SUSPECT)


@pytest.mark.parametrize(
    ("entity", "first", "again"),
    [
        ("SE_PERSONNUMMER", "850101-2384", "198501012384"),
        ("SE_PERSONNUMMER", "19850101-2384", "8501012384"),
        ("PHONE_NUMBER", "070-174 06 05", "0701740605"),
        ("EMAIL_ADDRESS", "siv@exempel.test", "Siv@Exempel.test"),
        ("SE_STREET_ADDRESS", "Provgatan 5", "PROVGATAN 5"),
        ("SE_BANK_ACCOUNT", "1234-5678901", "12345678901"),
    ],
)
def test_other_strings(entity: str, first: str, again: str) -> None:
    """Numbers, phones, mail, addresses and accounts are found in other writings."""
    text = f"Uppgift {first} här\n\nSedan {again} igen"
    assert texts(text, known(text, first, entity=entity)) == [again]


@pytest.mark.parametrize(
    ("entity", "string", "role"),
    [
        ("BIRTH_DATE", "1985-01-01", Role.PRIVATE),
        ("SE_POSTAL_ADDRESS", "999 99 Orten", Role.PRIVATE),
        ("PHONE_NUMBER", "08-465 004 00", Role.OFFICIAL),
        ("SE_FASTIGHETSBETECKNING", "Eken 1:2", None),
        ("SE_ORGANISATIONSNUMMER", "212000-1124", None),
    ],
)
def test_strings_that_identify_nobody(entity: str, string: str, role: Role | None) -> None:
    """Dates, postal towns, designations and the authority's contacts are not looked for."""
    text = f"A {string}\n\nB {string}"
    assert texts(text, known(text, string, entity=entity, role=role)) == []


def test_secret_item_names() -> None:
    """A name within an item that goes whole is found in the page header."""
    text = "§ 1 Sekretess\nEva Lindström mår bättre.\n\n§ 2 Nästa"
    marker = known(text, "Sekretess", entity="SEKRETESS_MARKER", role=None)
    marker = replace(marker, evidence=replace(marker.evidence, scope=Scope.ITEM))
    found = new(text, marker, header="Angående Eva Lindström")
    assert ("Eva Lindström", HEADER, Role.UNKNOWN) in [(f.text, f.layer, f.role) for f in found]


@pytest.mark.parametrize(
    ("secret", "gone"),
    [
        ("§ 1 Ansökan från Tekla Brandhuvud\nSekretess", True),
        ("§ 1 Ansökan\nfrån Tekla Brandhuvud\nSekretess", True),
        ("§ 1 Stöd för Tekla Brandhuvud\nSekretess", True),
        ("§ 1 Vård\nSekretess\nYttrande angående Tekla Brandhuvud lämnas.", True),
        ("§ 1 Vård\nSekretess\nTekla Brandhuvud AB levererar.", False),
        ("§ 1 Avtal med Tekla Brandhuvud\nSekretess", False),
        ("§ 1 Ansökan från Tekla Brandhuvud (S)\nSekretess", False),
    ],
)
def test_whom_a_secret_item_is_about(secret: str, gone: bool) -> None:
    """A name of any form goes everywhere when a secret item says that it deals with its bearer."""
    text = f"{secret}\n\n§ 2 Nästa"
    marker = known(text, "Sekretess", entity="SEKRETESS_MARKER", role=None)
    marker = replace(marker, evidence=replace(marker.evidence, scope=Scope.ITEM))
    found = new(text, marker, header="Tekla Brandhuvud underrättas")
    assert (HEADER in [f.layer for f in found]) is gone


def test_doubtful_finding_gets_sure() -> None:
    """A finding nobody could place becomes private and certain where a private name covers it."""
    text = "Sökande: Siv Nyman\nElsa Nyman\n\nSlut"
    doubtful = known(text, "Elsa Nyman", role=Role.UNKNOWN, certain=False)
    result = propagate(people(document(text), items(text)), [known(text, "Siv Nyman"), doubtful], KEY)
    [found] = [f for f in result if f.id == doubtful.id]
    assert (found.role, found.certainty) == (Role.PRIVATE, Certainty.CERTAIN)


def test_report_about_one_matter() -> None:
    """In a document without items the whole layer is the item."""
    text = "Sökande: Siv Nyman\n\nSiv trivs."
    assert texts(text, known(text, "Siv Nyman"), itemised=False) == ["Siv"]


def test_labelled_initials_stay_in_their_item() -> None:
    """A client who is nothing but initials is found by them within the item."""
    text = "Klient: A.R.\nA.R. mår bra.\n\nA.R. här"
    assert texts(text, known(text, "A.R.")) == ["A.R."]


def test_nothing_private_changes_nothing() -> None:
    """Without a private person the findings come back as they are."""
    text = "Karl Berg (S)"
    found = (known(text, "Karl Berg", role=Role.ELECTED),)
    assert propagate(people(document(text), ()), found, KEY) == found
