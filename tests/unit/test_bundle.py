"""What one file of a bundle tells another, and what becomes of it there."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redactor import roles
from redactor.domain.document import LayerId, Section, SectionKind, Span
from redactor.domain.review import Action, Certainty, Evidence, Finding, FindingId, Role, Scope
from redactor.formats.text import Text
from redactor.propagation import Carried, carried, merged, others, propagate

BODY = LayerId("body")
KEY = b"test"
WHY = "Uppgiften finns om en enskild i en annan handling i samma mapp."
EVIDENCE = Evidence("personuppgifter.namn", 0.95, "Skäl.", "GDPR 6", Scope.SPAN, Action.REDACT)
NAME = Carried("PERSON", "Siv Nyman", EVIDENCE)


def document(text: str):  # type: ignore[no-untyped-def]
    return Text("text/plain").read(text.encode(), ocr=lambda _: None)


def known(
    text: str,
    wanted: str,
    *,
    entity: str = "PERSON",
    role: Role | None = Role.PRIVATE,
    certainty: Certainty = Certainty.CERTAIN,
) -> Finding:
    at = text.index(wanted)
    name = FindingId(f"{entity}:{at}")
    return Finding(name, BODY, Span(at, at + len(wanted)), entity, None, certainty, role, EVIDENCE, wanted)


def told(text: str, *found: Finding) -> list[tuple[str, str]]:
    return [(one.entity_type, one.text) for one in carried(document(text), (), found)]


def new(
    text: str, *told: Carried, held: tuple[Finding, ...] = (), sections: tuple[Section, ...] = ()
) -> list[Finding]:
    result = propagate(roles.people(document(text), sections), held, KEY, told)
    return [f for f in result if f not in held]


@pytest.mark.parametrize(
    ("entity", "text"),
    [
        ("PERSON", "Siv Nyman"),
        ("PHONE_NUMBER", "070-174 06 05"),
        ("EMAIL_ADDRESS", "siv@exempel.test"),
        ("SE_STREET_ADDRESS", "Provgatan 5"),
        ("SE_BANK_ACCOUNT", "1234-5678901"),
    ],
)
def test_certain_private_strings_are_carried(entity: str, text: str) -> None:
    """A string that is certain to be a private person's is told, once."""
    whole = f"Uppgift {text} och {text}"
    first = known(whole, text, entity=entity)
    again = replace(first, id=FindingId("x"), span=Span(whole.rindex(text), len(whole)))
    assert told(whole, first, again) == [(entity, text)]


def test_identity_numbers_are_carried_whoever_bears_them() -> None:
    """An identity number has no role and is told all the same."""
    text = "Nummer 850101-2384"
    found = known(text, "850101-2384", entity="SE_PERSONNUMMER", role=None)
    assert told(text, found) == [("SE_PERSONNUMMER", "8501012384")]


@pytest.mark.parametrize(
    ("entity", "wanted", "role", "certainty"),
    [
        ("PERSON", "Siv Nyman", Role.PRIVATE, Certainty.SUSPECT),
        ("PERSON", "Siv Nyman", Role.UNKNOWN, Certainty.CERTAIN),
        ("PERSON", "Siv Nyman", Role.ELECTED, Certainty.CERTAIN),
        ("PERSON", "Nyman", Role.PRIVATE, Certainty.CERTAIN),
        ("PERSON", "S.N.", Role.PRIVATE, Certainty.CERTAIN),
        ("PHONE_NUMBER", "08-465 004 00", Role.OFFICIAL, Certainty.CERTAIN),
        ("PHONE_NUMBER", "08-465 004 00", Role.UNKNOWN, Certainty.CERTAIN),
        ("BIRTH_DATE", "1985-01-01", Role.PRIVATE, Certainty.CERTAIN),
        ("SE_POSTAL_ADDRESS", "999 99 Orten", Role.PRIVATE, Certainty.CERTAIN),
        ("TERM", "Hemligt projekt", None, Certainty.CERTAIN),
        ("SE_PERSONNUMMER", "850101-2384", None, Certainty.SUSPECT),
    ],
)
def test_what_is_not_carried(entity: str, wanted: str, role: Role | None, certainty: Certainty) -> None:
    """No doubts, no public persons, no part of a name, no dates, no terms."""
    text = f"Uppgift {wanted} här"
    assert told(text, known(text, wanted, entity=entity, role=role, certainty=certainty)) == []


def test_name_that_its_own_document_makes_public_is_not_carried() -> None:
    """An elected member who is an applicant too is told to nobody."""
    text = "Sökande: Siv Nyman\n\nSiv Nyman (S) yrkar bifall"
    assert told(text, known(text, "Siv Nyman")) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Siv Nyman har skrivit", ["Siv Nyman"]),
        ("Siv Nymans tomt", ["Siv Nymans"]),
        ("Brev från Nyman, Siv", ["Nyman, Siv"]),
        ("SIV NY\u00adMAN", ["SIV NY\u00adMAN"]),
        ("Siv\nNyman", ["Siv\nNyman"]),
        ("Nymans tomt. Siv trivs. S.N. bor där.", []),
        ("Elsa Nyman och Siv Nymansson", []),
        ("Siv Nyman (S) yrkar bifall. Siv Nyman deltar.", []),
        ("Siv Nymans stiftelse och Siv Nymans gata", []),
    ],
)
def test_names(text: str, expected: list[str]) -> None:
    """A name goes whole in every writing; its parts, namesakes, firms and public persons stay."""
    assert [f.text for f in new(text, NAME)] == expected


def test_new_finding() -> None:
    """It is certain and private, bears the rule and the law of the other file, and says where it is from."""
    [found] = new("Siv Nyman har skrivit", NAME)
    assert (found.role, found.certainty, found.section) == (Role.PRIVATE, Certainty.CERTAIN, None)
    assert found.evidence == replace(EVIDENCE, why=WHY)


def test_parts_follow_a_name_that_stands_here() -> None:
    """Where the whole name stands, this document's own rules take its parts along."""
    assert [f.text for f in new("Siv Nyman har skrivit. Nyman vill bygga.", NAME)] == ["Siv Nyman", "Nyman"]


def test_slip_of_the_pen_is_for_a_person() -> None:
    """A name one letter from a public person's is doubted, never certain."""
    [found] = new(
        "Karin Larsson (S) deltar. Karin Larssen talar.", Carried("PERSON", "Karin Larssen", EVIDENCE)
    )
    assert (found.text, found.certainty, found.role) == ("Karin Larssen", Certainty.SUSPECT, Role.UNKNOWN)


@pytest.mark.parametrize("entity", ["PERSON", "PHONE_NUMBER", "SE_PERSONNUMMER"])
def test_doubtful_finding_gets_sure(entity: str) -> None:
    """A finding that nobody could place gets sure, with the reason why."""
    text = {"PERSON": "Siv Nyman", "PHONE_NUMBER": "070-1740605", "SE_PERSONNUMMER": "850101-2384"}[entity]
    role = None if entity == "SE_PERSONNUMMER" else Role.UNKNOWN
    held = known(f"Av {text} här", text, entity=entity, role=role, certainty=Certainty.SUSPECT)
    [found] = new(f"Av {text} här", Carried(entity, text, EVIDENCE), held=(held,))
    assert (found.id, found.role, found.certainty) == (held.id, Role.PRIVATE, Certainty.CERTAIN)
    assert found.evidence.why == WHY


def test_public_here_stays() -> None:
    """A number that this document gives as the authority's stays wherever it stands in it."""
    text = "Växel 08-465 004 00. Ring 08-46500400."
    held = known(text, "08-465 004 00", entity="PHONE_NUMBER", role=Role.OFFICIAL)
    assert new(text, Carried("PHONE_NUMBER", "08-465 004 00", EVIDENCE), held=(held,)) == []


def test_case_number_stays() -> None:
    """An account with the digits of a case number leaves the case number; an identity number does not."""
    text = "Bygglov\n2024-12345\n"
    case = Section(BODY, Span(0, len(text)), SectionKind.ITEM, case_span=Span(8, 18))
    assert new(text, Carried("SE_BANK_ACCOUNT", "2024-12345", EVIDENCE), sections=(case,)) == []
    text = "Bygglov\n850101-2384\n"
    case = Section(BODY, Span(0, len(text)), SectionKind.ITEM, case_span=Span(8, 19))
    [found] = new(text, Carried("SE_PERSONNUMMER", "8501012384", EVIDENCE), sections=(case,))
    assert found.text == "850101-2384"


def test_merged_and_others() -> None:
    """A string told twice is one, in the same order whoever tells first; one's own is not told back."""
    again = Carried("PERSON", "SIV NYMANS", replace(EVIDENCE, score=0.9))
    phone = Carried("PHONE_NUMBER", "070-1740605", EVIDENCE)
    assert merged([again, phone, NAME]) == merged([NAME, again, phone]) == (NAME, phone)
    assert others((NAME, phone), (again,)) == (phone,)


def test_no_text_in_repr() -> None:
    """A string's repr does not tell it."""
    assert "Nyman" not in repr(NAME) + repr(NAME.source())


@given(
    st.lists(
        st.sampled_from(["Siv Nyman", "Nyman", "Karl Berg (S)", "Siv", "Karl Berg", "bifall"]), max_size=12
    )
)
def test_never_what_the_document_makes_public(words: list[str]) -> None:
    """Whatever is told, a name goes wherever it stands unless the document makes it public."""
    text = "Nu. " + ". ".join(words) + "."
    found = new(text, NAME, Carried("PERSON", "Karl Berg", EVIDENCE))
    public = roles.public_names(document(text), ())
    whole = [f.text for f in found if " " in f.text]
    expected = {name for name in ("Siv Nyman", "Karl Berg") if name in text} - public
    assert set(whole) == expected
    assert len(whole) == sum(text.count(name) for name in expected)
