"""Who holds a phone, an address or an account, where a neighbouring line speaks of something else."""

import re
import unicodedata
from collections.abc import Iterable
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


def roles_of(text: str, wanted: Iterable[str], entity: str) -> list[Role | None]:
    """The roles of every place of the wanted data, in their order in the text."""
    document = Text("text/plain").read(text.encode(), ocr=lambda _: None)
    folded = fold(text)
    names = [(folded.span(h.span), "PERSON") for h in Persons().hits(folded.text)]
    asked = sorted(Span(*m.span()) for w in wanted for m in re.finditer(re.escape(w), text))
    evidence = Evidence("rule", 0.9, "Skäl.", "GDPR 6", Scope.SPAN, Action.REDACT)
    given = [
        Finding(FindingId(str(n)), BODY, span, kind, None, Certainty.CERTAIN, None, evidence, span.cut(text))
        for n, (span, kind) in enumerate((*((span, entity) for span in asked), *names))
    ]
    return [f.role for f in assign(people(document, ()), given)[: len(asked)]]


def role_of(text: str, wanted: str, entity: str) -> Role | None:
    return roles_of(text, [wanted], entity)[0]


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
        (f"Avgiften betalas till {IBAN}", Role.FIRM),
        (f"Om pengar ska betalas tillbaka: {IBAN}", Role.UNKNOWN),
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
        (f"Frånvaro meddelas på skolans nummer {LANDLINE}.", LANDLINE, Role.OFFICIAL),
        (f"sekreterare, förhinder: {LANDLINE}", LANDLINE, Role.OFFICIAL),
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


PRINTED = """Från: Siv Ek <siv.ek@orten.kommun.se>
Skickat: den 3 maj 2024
Till: Alva Lind <alva.lind@lindarna.test>
Ämne: SV: Buller

Hej!

-----Ursprungligt meddelande-----
> Från: Alva Lind <{mail}>
> Till: Miljönämnden <miljo@orten.kommun.se>
"""


@pytest.mark.parametrize("mail", ["alva.lind@lindarna.test", "linda@lindarna.test", "alva57@lindarna.test"])
def test_each_header_of_a_printed_mail_has_its_own_holder(mail: str) -> None:
    """Whom the other headers name says nothing of this one's address; a domain nobody knows is no office."""
    text = PRINTED.format(mail=mail)
    for asked in ("alva.lind@lindarna.test", mail):
        assert set(roles_of(text, [asked], "EMAIL_ADDRESS")) == {Role.UNKNOWN}
    for asked in ("siv.ek@orten.kommun.se", "miljo@orten.kommun.se"):
        assert role_of(text, asked, "EMAIL_ADDRESS") is Role.OFFICIAL


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Siv Ek, enhetschef, siv.ek@verksamheten.test\n\nSvar: per.ek@verksamheten.test", Role.OFFICIAL),
        ("Skriv till info@verksamheten.test\n\nSvar: per.ek@verksamheten.test", Role.OFFICIAL),
        ("Se www.verksamheten.test\n\nSvar: per.ek@verksamheten.test", Role.OFFICIAL),
        ("Siv Ek, granne, siv.ek@verksamheten.test\n\nSvar: per.ek@verksamheten.test", Role.UNKNOWN),
        ("Svar: per.ek@verksamheten.test", Role.UNKNOWN),
    ],
)
def test_a_domain_is_an_organisations_where_the_document_says_so(text: str, role: Role) -> None:
    """By an office's address, a web site, or an address of somebody with a title."""
    assert role_of(text, "per.ek@verksamheten.test", "EMAIL_ADDRESS") is role


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        (f"Klaganden nås på {MOBILE}.\n\n\nRing {MOBILE}.", [Role.PRIVATE, Role.PRIVATE]),
        ("Klaganden nås på 070-174 06 05.\n\n\nRing +46 70 174 06 05.", [Role.PRIVATE, Role.PRIVATE]),
        (f"Ring växeln {MOBILE}.\n\n\nRing {MOBILE}.", [Role.OFFICIAL, Role.OFFICIAL]),
        (f"Klaganden nås på {MOBILE}.\n\n\nRing växeln {MOBILE}.", [Role.UNKNOWN, Role.UNKNOWN]),
        (f"Klaganden yttrar sig\nTel {MOBILE}\n\n\nRing växeln {MOBILE}.", [Role.OFFICIAL, Role.OFFICIAL]),
    ],
)
def test_one_number_has_one_holder(text: str, roles: list[Role]) -> None:
    """The surest place tells for all; where two sure places differ, a person decides on all."""
    assert roles_of(text, [MOBILE, "+46 70 174 06 05"], "PHONE_NUMBER") == roles


@pytest.mark.parametrize(
    ("text", "role"),
    [
        (f"Hans Berg (S), {LANDLINE}", Role.OFFICIAL),
        (f"Hans mamma nås på {LANDLINE}", Role.PRIVATE),
        (f"Ring hans mobil {LANDLINE}", Role.PRIVATE),
    ],
)
def test_hans_is_a_name_too(text: str, role: Role) -> None:
    """`Hans Berg` is a man; `hans` and `Hans mamma` speak of somebody."""
    assert role_of(text, LANDLINE, "PHONE_NUMBER") is role


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Skriv personnummer på ett kuvert till Skatteverket, Förmedlingen, Box 2820.", Role.OFFICIAL),
        ("Klaganden skriver till Länsstyrelsen i Orten, Box 2820.", Role.OFFICIAL),
        ("Klaganden svarar Skatteverket att brev ska till Box 2820.", Role.PRIVATE),
        ("Sökande: Siv Nyman, personnummer saknas, Box 2820.", Role.PRIVATE),
    ],
)
def test_an_authority_as_addressee(text: str, role: Role) -> None:
    """What is written right after an authority's name is its address, whomever the sentence is about."""
    assert role_of(text, "Box 2820", "SE_POSTAL_ADDRESS") is role


@pytest.mark.parametrize(
    ("text", "spot"),
    [
        ("Medborgarförslag - farthinder på Ågatan 1", True),
        ("Renovering av skolan på Ågatan 1", True),
        ("Siv Nyman, Ågatan 1, föreslår farthinder vid skolan", False),
    ],
)
def test_a_spot_in_town(text: str, spot: bool) -> None:
    """What is built or slowed down there tells; not where the one who is named right before lives."""
    assert (role_of(text, "Ågatan 1", "SE_STREET_ADDRESS") is Role.PLACE) == spot
