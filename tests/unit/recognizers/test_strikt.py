"""What the profile strikt takes besides: found whole, and what is only written alike left alone."""

import random
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.strikt import values
from redactor.domain.document import Span
from redactor.domain.folding import fold
from redactor.domain.review import Profile
from redactor.recognizers import Recognizer, discover
from redactor.recognizers.strikt.accounts_nearby import AccountsNearby
from redactor.recognizers.strikt.ages import Ages
from redactor.recognizers.strikt.birth_dates import BirthDates
from redactor.recognizers.strikt.devices import Devices
from redactor.recognizers.strikt.documents import Documents
from redactor.recognizers.strikt.fields import Fields
from redactor.recognizers.strikt.homes import Homes
from redactor.recognizers.strikt.names import StriktNames
from redactor.recognizers.strikt.phones import Phones
from redactor.recognizers.strikt.positions import Positions
from redactor.recognizers.strikt.properties import Properties
from redactor.recognizers.strikt.references import References
from redactor.recognizers.strikt.unsure_names import UnsureNames
from redactor.recognizers.strikt.vehicles import Vehicles
from redactor.recognizers.strikt.web import Web

TODAY = date(2026, 11, 22)
BORN = BirthDates().for_date(TODAY)


def taken(recognizer: Recognizer, text: str) -> set[str]:
    folded = fold(text)
    return {folded.span(hit.span).cut(text) for hit in recognizer.hits(folded.text)}


def test_publication_has_none_of_them() -> None:
    """Strikt has every recognizer of publication and its own besides."""
    public = {type(r) for r in discover()}
    strikt = {type(r) for r in discover(Profile.STRIKT)}
    assert public < strikt
    assert {Ages, Web, StriktNames} <= strikt - public
    assert all(".strikt." not in r.__module__ for r in public)


@pytest.mark.parametrize(
    ("recognizer", "text", "wanted"),
    [
        (Ages(), "Kvinnan är 34 år gammal.", "34 år gammal"),
        (Ages(), "Amina Testsson, 34 år, sökte vård.", "34 år"),
        (Ages(), "en 34-årig man", "34-årig"),
        (Ages(), "En 17-åring greps.", "17-åring"),
        (Ages(), "Hon fyllde 17 förra veckan.", "17"),
        (Ages(), "Pappa är 91 och bor själv.", "91"),
        (Ages(), "en man i 35-årsåldern", "35-årsåldern"),
        (Ages(), "han är sextiotvå år gammal", "sextiotvå år gammal"),
        (BORN, "född 18/12 1981", "18/12 1981"),
        (BORN, "Jag är född 81.", "81"),
        (BORN, "hustrun (Barbro, f. 1950)", "1950"),
        (BORN, "född 18/12-81", "18/12-81"),
        (BORN, "Födelsetid: 18.12.1981", "18.12.1981"),
        (BORN, "Barnet Dilan 110506, syskon", "110506"),
        (BORN, "Tindra Testsson\t2011-05-06\t070-174 06 55", "2011-05-06"),
        (BORN, "Den 1934-10-05 födde patienten", "1934-10-05"),
        (BORN, "date of birth 17 August 1999", "17 August 1999"),
        (Homes(), "han bor på björkvägen 12 nu", "björkvägen 12"),
        (Homes(), "Karl Påhitts gata 5 B lgh 12", "Karl Påhitts gata 5 B lgh 12"),
        (Homes(), "Påhittsgatan 46 nb", "Påhittsgatan 46 nb"),
        (Homes(), "de bor på storgatan tolv i stan", "storgatan tolv"),
        (Homes(), "Anna Testsson\nHult 3\n571 94 Påhittsby", "Hult 3"),
        (Homes(), "flyttade till Norra Byn 12 i våras", "Norra Byn 12"),
        (Homes(), "750 12, Påhittsby", "750 12, Påhittsby"),
        (Homes(), "Postnr: 75012", "75012"),
        (Homes(), "Han är bosatt i Stora Påhittsby sedan dess", "Stora Påhittsby"),
        (Phones(), "tel 628 04 71", "628 04 71"),
        (Phones(), "Swish: 0701740605", "0701740605"),
        (Phones(), "Referens: Bo Ek, 031-3900 677", "031-3900 677"),
        (Phones(), "21:03 från +46701740688: hej", "+46701740688"),
        (AccountsNearby(), "lön till 3300 91 482 18, Nordea", "3300 91 482 18"),
        (AccountsNearby(), "9152, 024 471 361 (konto)", "9152, 024 471 361"),
        (AccountsNearby(), "clearing 8327-9", "8327-9"),
        (Documents(), "passport no. A01234567", "A01234567"),
        (Documents(), "Nationellt id-kort nr AA1234567", "AA1234567"),
        (Vehicles(), "Volvon (KLM 48B) stod kvar", "KLM 48B"),
        (Vehicles(), "kontrollavgiften för abc 12d", "abc 12d"),
        (Vehicles(), 'personlig skylt "PAHITT7"', "PAHITT7"),
        (Devices(), "från 192.0.2.24 i natt", "192.0.2.24"),
        (Devices(), "MAC 00:1B:44:11:3A:B7", "00:1B:44:11:3A:B7"),
        (Devices(), "fe80::1ff:fe23:4567:890a", "fe80::1ff:fe23:4567:890a"),
        (Web(), "se facebook.com/grymling.testsson idag", "facebook.com/grymling.testsson"),
        (Web(), "https://example.test/profil/amina?id=3.", "https://example.test/profil/amina?id=3"),
        (Web(), "skriv till @amina_k på insta", "@amina_k"),
        (Web(), "Användarnamn: amitest", "amitest"),
        (Web(), "Hans instagram: kevve.lej0n.", "kevve.lej0n"),
        (Positions(), "vid 59.32938, 18.06871 i natt", "59.32938, 18.06871"),
        (Positions(), "N 59° 19' 46\" E 18° 4' 7\"", "N 59° 19' 46\" E 18° 4' 7\""),
        (Positions(), "SWEREF 99 TM: 6580822, 674032", "6580822, 674032"),
        (References(), "Kundnummer 4471 902", "4471 902"),
        (References(), "Journalnr: J-88213", "J-88213"),
        (References(), "mitt ärende nr FK-2025-77120", "FK-2025-77120"),
        (References(), "anst.nr 204418", "204418"),
        (Properties(), "vägen förbi Hult 3:14 plogas", "Hult 3:14"),
        (Fields(), "Tilltalsnamn: Dragoslava\n", "Dragoslava"),
        (Fields(), "|Efternamn|Påhittsson|Ort|Påhittsby|", "Påhittsson"),
        (Fields(), "namn;pnr;ort\nLage Påhitt;1;Vassbo\n", "Lage Påhitt"),
        (StriktNames(), "[09:12] sanna: hej", "sanna"),
        (StriktNames(), "tompa: hej\nsanna: hej\ntompa: hå", "tompa"),
        (StriktNames(), "Hej Abdi,\ntack", "Abdi"),
        (StriktNames(), "Mvh\nKarin W", "Karin W"),
        (StriktNames(), "heter louise svärdh på riktigt", "louise svärdh"),
        (StriktNames(), "hos dr Påhittsson i går", "Påhittsson"),
        (StriktNames(), "med sin fru margit de bor", "margit"),
        (StriktNames(), "ring mig\nTompa: hej du\nSanna: va?\nLollo: 07", "Lollo"),
        (StriktNames(), "Jag ringde Tjalve i går.", "Tjalve"),
        (UnsureNames(), "I går körde Gerda Påhittsmark hem.", "Gerda Påhittsmark"),
        (UnsureNames(), "det var hugo l och vincent som började", "hugo l"),
        (UnsureNames(), "dom tog almas mobil", "almas"),
        (Ages(), "Amina Testsson, 74, och hennes bror", "74"),
        (BORN, "två barn (2011-05-06 och 2016-09-14) i hemmet", "2016-09-14"),
        (Homes(), "Linnégatan 5, port B", "Linnégatan 5, port B"),
        (Phones(), "granne Testsson 390 06 72", "390 06 72"),
        (Phones(), "nås 070.174.06.44", "070.174.06.44"),
        (References(), "Skadeanmälan nr SK-99120447", "SK-99120447"),
        (Documents(), "LMA 51 338 902", "51 338 902"),
        (Web(), "Han använder joppe_test på Snapchat", "joppe_test"),
        (StriktNames(), "12/03/2025, 18:04 - Stellan: Nej", "Stellan"),
    ],
)
def test_takes_it_whole(recognizer: Recognizer, text: str, wanted: str) -> None:
    """A datum goes with all its digits and letters."""
    assert wanted in taken(recognizer, text)


@pytest.mark.parametrize(
    ("recognizer", "text"),
    [
        (Ages(), "Avtalet gäller i 3 år."),
        (Ages(), "För 12 år sedan byggdes skolan."),
        (Ages(), "Kostnaden är 91 miljoner."),
        (Ages(), "Nämnden antar en 3-årig plan."),
        (Ages(), "de senaste 10 åren"),
        (BORN, "Mötet hölls 2024-05-16."),
        (BORN, "Kommunstyrelsen, 810101, beslutade"),
        (BORN, "Protokoll 2011-05-06"),
        (BORN, "f.n. 12 platser"),
        (Homes(), "Handlingsplan 3 antas."),
        (Homes(), "Genomgången 2 var kort."),
        (Homes(), "Det kostar 750 12 Kronor."),
        (Homes(), "Vi bor i ett hus."),
        (Phones(), "Dnr 0123-45678"),
        (Phones(), "Den 01-02-2024"),
        (Phones(), "OCR 0701740605"),
        (AccountsNearby(), "Artikel 5234-6569070 beställs."),
        (AccountsNearby(), "Banken öppnar 2024-05-16 10 00 00"),
        (Documents(), "passar 12345678 bra"),
        (Documents(), "Passet gick klockan 12."),
        (Vehicles(), "KSN 123/24"),
        (Vehicles(), "SFS 200"),
        (Vehicles(), "ISO 900"),
        (Devices(), "Version 1.2.3.4"),
        (Devices(), "kl 10:15:30"),
        (Devices(), "Dnr 1.5.1.85-2016"),
        (Web(), "https://www.pahittskommun.se/bygga"),
        (Web(), "Profilen är ny."),
        (Web(), "mail @ stadshuset"),
        (Positions(), "55,123 och 18,456 procent"),
        (Positions(), "59 elever, 18 lärare"),
        (References(), "Ärende: KS 2018/14"),
        (References(), "ref 2024-05-16"),
        (References(), "Kundnöjdheten är 4471"),
        (Properties(), "Lördag 10:00"),
        (Properties(), "OSL 26:1"),
        (Properties(), "Skala 1:100"),
        (Fields(), "Beslut: Nämnden godkänner\n"),
        (Fields(), "Närvarande: Kommunstyrelsen\n"),
        (Fields(), "Namnet är vackert"),
        (StriktNames(), "Datum: 2024-05-16\nPlats: Stadshuset"),
        (StriktNames(), "Hej Kommunen,"),
        (StriktNames(), "det heter inte så"),
        (StriktNames(), "Antal Ja: 43\nAntal Nej: 38\nAntal Ja: 2"),
        (UnsureNames(), "Postnr: 123 45\nPersonnummer (ÅÅMMDD): saknas"),
        (UnsureNames(), "Nämnden godkänner redovisningen."),
        (UnsureNames(), "de har hans cykel och love finns i listan"),
        (References(), "Protokoll nr 2024"),
        (Web(), "filen arkiv_2024.pdf ligger kvar"),
    ],
)
def test_leaves_what_is_only_written_alike(recognizer: Recognizer, text: str) -> None:
    """Time spans, amounts, case numbers, laws and bodies are nobody's data."""
    assert not taken(recognizer, text)


@pytest.mark.parametrize(
    ("recognizer", "carrier", "maker"),
    [
        (Ages(), "Hon är {} år gammal.", values.age),
        (BORN, "Hon är född {}.", values.birth_date),
        (Homes(), "Adress: {}.", values.street),
        (Homes(), "Skickas till {}.", values.postal),
        (Phones(), "Ring {} i dag.", values.phone),
        (AccountsNearby(), "Konto {}, tack.", values.account),
        (Documents(), "Passnummer {}.", values.passport),
        (Vehicles(), "Bilen {} står här.", values.plate),
        (Devices(), "Från {} i går.", values.ip),
        (Devices(), "Enheten {} i går.", values.mac),
        (Web(), "Se {} i dag.", values.url),
        (Positions(), "Vid {} i går.", values.coordinates),
        (References(), "Kundnummer {}.", values.reference),
        (Properties(), "Vid {} i går.", values.property_designation),
    ],
)  # fmt: skip
@given(seed=st.integers(0, 10**6))
def test_takes_every_writing_whole(
    recognizer: Recognizer, carrier: str, maker: Callable[[random.Random], str], seed: int
) -> None:
    """No letter or digit of a generated datum is left, whatever its writing."""
    value = maker(random.Random(seed))
    text = carrier.format(value)
    folded = fold(text)
    gone = {i for hit in recognizer.hits(folded.text) for i in range(*_ends(folded.span(hit.span)))}
    start = text.index(value)
    assert all(i in gone for i in range(start, start + len(value)) if text[i].isalnum())


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end
