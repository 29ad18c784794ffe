"""Whose a phone, an address, an account, a plate or a property is: who stands nearest to it."""

import pytest

from redactor.domain.review import Action, Profile, Role
from redactor.library import Redactor

PHONE, MOBILE, STREET, MAIL = "08-465 004 00", "070-174 06 05", "Provgatan 5", "siv@orten.test"


def found(text: str, wanted: str) -> tuple[str, str | None]:
    """What becomes of the wanted datum at its last place, and whose it is said to be."""
    checked = Redactor(key=b"k" * 32).check(text.encode(), "a.txt", show_text=True)["documents"][0]
    [told] = [f for f in checked["findings"] if f["text"] == wanted and f["start"] == text.rindex(wanted)]
    return told["action"], told["role"]


def goes(text: str, wanted: str) -> bool:
    return found(text, wanted)[0] != Action.KEEP


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (f"Kommunen fick ett mejl från {MAIL} om felet.", MAIL),
        (f"Hon mejlade kommunen från {MAIL} och gjorde rätt.", MAIL),
        (f"Karl Berg (S) ringer honom på {MOBILE}.", MOBILE),
        (f"Karl Berg (S), ordförande, ringer upp honom, {MOBILE}.", MOBILE),
        (f"Siv Nyman skriver om cyklar som står i vägen på {STREET}.", STREET),
        (f"Nämnden svarar. Hon vill ha svar hem, {STREET}. Vagnar köps från Vagnfabriken AB.", STREET),
        (f"Föreningen får bidrag. Siv Nyman nås på {MOBILE}. Besvaras av Karl Berg (S).", MOBILE),
        (f"Polisen larmades till {STREET}, där en man hittades.", STREET),
        (f"Karl Berg (S), {STREET}, yrkar bifall.", STREET),
        ("Karl Berg (S) begär ersättning till konto 8327-9, 104 882 661-5.", "8327-9, 104 882 661-5"),
        (f"Siv Nyman bor på äldreboendet Solgården, {STREET}.", STREET),
        (f"Namn: Siv Nyman\nTelefon: {PHONE}\nPlats: Utanför {STREET}", STREET),
        (f"Adress      {STREET} (uppgång B)\nÄgare       Eken Bygg AB", STREET),
        (f"Typ      Flerbostadshus\nAdress      {STREET}", STREET),
        (f"Karl Berg (S), hemma {PHONE}", PHONE),
        (f"Se www.orten.test\nKlagomålet kom från {PHONE} en kväll.", PHONE),
        (f"Taxi hämtade henne vid {STREET}.", STREET),
        (f"Siv Nyman, ordförande i Lions. Svar önskas till {MAIL}.", MAIL),
    ],
)
def test_what_may_be_a_private_persons_is_not_kept(text: str, wanted: str) -> None:
    """An authority, a firm or a member in the same sentence does not make somebody else's datum public."""
    assert goes(text, wanted)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (f"Valkansliet, {STREET}, tel {PHONE}", STREET),
        (f"Kansliet: {STREET}, 123 45 Orten, {PHONE}, siv.ek@orten.test", PHONE),
        (f"Intresserade hör av sig på {PHONE} senast fredag.", PHONE),
        (f"Klient som är sen ringer {PHONE}.", PHONE),
        (f"Socialjouren nås på {PHONE} kvällstid.", PHONE),
        (f"Den som vill läsa handlingen ringer {PHONE}.", PHONE),
        (f"Om någon frågar, hänvisa till valkansliet, {PHONE}.", PHONE),
        (f"Vill du läsa en handling, ring registraturen, {PHONE}.", PHONE),
        (f"Frågor om protokollet går till Siv Nyman, {PHONE}.", PHONE),
        (f"Siv Nyman klagar. Frågor besvaras av handläggare Karl Berg, {PHONE}.", PHONE),
        (f"/Siv\nbosocial samordnare, {PHONE}", PHONE),
        (f"Sökande: Socialförbundet Tre Älvar, org.nr 222000-0901, {STREET}, 123 45 Orten", STREET),
        (f"Vi driver Nymans Cykel & Spark på {STREET}, som öppnar sju.", STREET),
        (f"Vallokalen flyttas till Folkets hus, {STREET}.", STREET),
        (f"Verksamhetsbesök görs på {STREET}.", STREET),
        (f"Mötet hålls i Stadshuset, {STREET}.", STREET),
        ("Skötsel kostar 780 kr per år, plusgiro 41 17 80-2.", "41 17 80-2"),
        ("Granviks kommun\n\nSvar: per.ek@granvik.test", "per.ek@granvik.test"),
        (f"Karl Berg, planarkitekt\nDirekt {PHONE} · Mobil {MOBILE}", MOBILE),
    ],
)
def test_what_reaches_an_office_stays(text: str, wanted: str) -> None:
    """By its name or its task right before, by a call on everybody, or by what stands with it."""
    assert not goes(text, wanted)


def test_a_post_code_is_many_peoples() -> None:
    """The school's post code stays, the pupil's goes, though they are one and the same."""
    office, home = (
        "Lämnas till: Skolkontoret, Nygatan 1, 123 45 Orten",
        f"Sökande: Siv Nyman\nAdress: {STREET}",
    )
    assert goes(f"{office}\n\n{home}, 123 45 Orten", "123 45 Orten")
    assert not goes(f"{home}\n\n{office}", "123 45 Orten")


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Hemtjänstens bil, ABC 123, är trasig.", Role.FIRM),
        ("Rondören Siv Nymans bil, ABC 123, är trasig.", None),
        ("Sökandens bil, ABC 123, är trasig.", None),
        ("Bilen ABC 123 är trasig.", None),
    ],
)
def test_a_vehicle_in_service_stays(text: str, role: Role | None) -> None:
    """Only where the text says so, and names nobody after."""
    assert found(text, "ABC 123")[1] == role


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("Namn: Siv Nyman\nAdress: Provgatan 5, 123 45 Orten\nFastighet: Eken 1:2", Action.REVIEW),
        ("Bygglov\n\nNamn: Siv Nyman\nAdress: Provgatan 5, 123 45 Orten\nFastighet: Eken 1:2", Action.KEEP),
        ("Sökande: Siv Nyman\nFastighet: Eken 1:2", Action.KEEP),
        ("Besöksadress: Provgatan 5\nFastighet: Eken 1:2", Action.KEEP),
    ],
)
def test_a_property_beside_a_homes_address(text: str, action: Action) -> None:
    """Where the document is not about land, it tells where somebody lives."""
    assert found(text, "Eken 1:2")[0] == action


def test_strikt_takes_what_reaches_an_office_too() -> None:
    """Whoever holds it."""
    text = f"Kansliet: {STREET}, {PHONE}. Hemtjänstens bil, ABC 123."
    checked = Redactor(key=b"k" * 32, profile=Profile.STRIKT).check(text.encode(), "a.txt")["documents"][0]
    assert {f["action"] for f in checked["findings"]} == {Action.REDACT}
