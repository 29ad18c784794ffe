"""Who holds a phone, an address or an account, where a neighbouring line speaks of something else."""

import unicodedata
from typing import Literal

import pytest

from redactor.domain.document import LayerId, Span
from redactor.domain.folding import fold
from redactor.domain.review import Action, Certainty, Evidence, Finding, FindingId, Role, Scope
from redactor.formats.text import Text
from redactor.recognizers.persons import Persons
from redactor.roles import assign, people

BODY = LayerId("body")
IBAN = "SE3550000000054910000003"
MOBILE = "070-174 06 05"
LANDLINE = "08-465 004 00"


def role_of(text: str, wanted: str, entity: str) -> Role | None:
    document = Text("text/plain").read(text.encode(), ocr=lambda _: None)
    folded = fold(text)
    names = [(folded.span(h.span), "PERSON") for h in Persons().hits(folded.text)]
    at = text.index(wanted)
    asked = (Span(at, at + len(wanted)), entity)
    evidence = Evidence("rule", 0.9, "Skäl.", "GDPR 6", Scope.SPAN, Action.REDACT)
    given = [
        Finding(FindingId(str(n)), BODY, span, kind, None, Certainty.CERTAIN, None, evidence, span.cut(text))
        for n, (span, kind) in enumerate((asked, *names))
    ]
    return next(f.role for f in assign(people(document, ()), given) if f.id == FindingId("0"))


@pytest.mark.parametrize(
    ("text", "role"),
    [
        (f"Mottagare: Siv Nyman\nIBAN: {IBAN}\nKommunens bankgiro 5050-1055", Role.PRIVATE),
        (f"IBAN: {IBAN}\nKommunens bankgiro 5050-1055", Role.UNKNOWN),
        (f"Kommunens bankgiro 5050-1055\nIBAN: {IBAN}", Role.UNKNOWN),
        (f"Personkonto: {IBAN}\nOrganisationsnummer 212000-0761", Role.PRIVATE),
        (f"Hennes lönekonto i banken är {IBAN}, kommunen betalar", Role.PRIVATE),
        (f"Mottagare: Eken Bygg AB\nIBAN: {IBAN}\nBankgiro 5050-1055", Role.FIRM),
        (f"Stadsbyggnadskontoret\nIBAN: {IBAN}", Role.OFFICIAL),
        (f"Kommunens konto {IBAN}", Role.OFFICIAL),
    ],
)
def test_account(text: str, role: Role) -> None:
    """A line about another account says nothing of this one; a personal account is so by its word."""
    assert role_of(text, IBAN, "IBAN_CODE") is role


@pytest.mark.parametrize(
    ("text", "phone", "role"),
    [
        (f"Klaganden nås på {MOBILE}. Webb www.orten.test", MOBILE, Role.PRIVATE),
        (f"Ringaren Rut nås på {MOBILE}, se www.orten.test", MOBILE, Role.UNKNOWN),
        (f"Telefon {LANDLINE}, www.orten.test", LANDLINE, Role.OFFICIAL),
        (f"Handläggare Karl Berg, {MOBILE}, www.orten.test", MOBILE, Role.OFFICIAL),
        (f"Ring växeln {LANDLINE}.", LANDLINE, Role.OFFICIAL),
        (f"Ring mig på {LANDLINE}.", LANDLINE, Role.UNKNOWN),
    ],
)
def test_phone(text: str, phone: str, role: Role) -> None:
    """A web address beside a mobile phone makes it nobody's office phone."""
    assert role_of(text, phone, "PHONE_NUMBER") is role


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_address_in_any_form(form: Literal["NFC", "NFD"]) -> None:
    """A street's name does not say that it is a venue, whichever way its letters are encoded."""
    text = unicodedata.normalize(form, "Sökande: Åke Björk\nAdress: Ågatan 4")
    street = unicodedata.normalize(form, "Ågatan 4")
    assert role_of(text, street, "SE_STREET_ADDRESS") is Role.PRIVATE


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Sökande: Siv Nyman\n\nPostadress: Box 12", Role.PRIVATE),
        ("Sökande: Siv Nyman\n\n**Postadress:** Box 12", Role.PRIVATE),
        ("Sökande: Siv Nyman\nBox 12", Role.PRIVATE),
        ("Postadress: Box 12", Role.OFFICIAL),
        ("Sökande: Siv Nyman\n\nKommunkansliet, Box 12", Role.OFFICIAL),
        ("Sökande: Siv Nyman\n\n\n\nPostadress: Box 12", Role.OFFICIAL),
        ("Handläggare: Karl Berg\n\nPostadress: Box 12", Role.OFFICIAL),
    ],
)
def test_box(text: str, role: Role) -> None:
    """A box is a private person's where one is named in the same form."""
    assert role_of(text, "Box 12", "SE_POSTAL_ADDRESS") is role


@pytest.mark.parametrize(
    ("text", "mail", "role"),
    [
        ("Mejla petra.lind@vastervik.se", "petra.lind@vastervik.se", Role.OFFICIAL),
        ("Mejla petra.lind@utb.vastervik.se", "petra.lind@utb.vastervik.se", Role.OFFICIAL),
        ("Mejla petra.lind@regionorten.se", "petra.lind@regionorten.se", Role.OFFICIAL),
        ("Mejla petra.lind@edu.vastervik.se", "petra.lind@edu.vastervik.se", Role.UNKNOWN),
        ("Mejla petra.lind@lindstad.test", "petra.lind@lindstad.test", Role.UNKNOWN),
        ("Sökande: Petra Lind, petra.lind@vastervik.se", "petra.lind@vastervik.se", Role.PRIVATE),
        (
            "Sökande: Petra Lind\nEken 1:2\n\nSvar gick till petra.lind@vastervik.se",
            "petra.lind@vastervik.se",
            Role.UNKNOWN,
        ),
    ],
)
def test_mail_at_an_authority(text: str, mail: str, role: Role) -> None:
    """Mail at an authority's domain is its own, unless a pupil or a private person of that name has it."""
    assert role_of(text, mail, "EMAIL_ADDRESS") is role
