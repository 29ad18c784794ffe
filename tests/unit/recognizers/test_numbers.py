"""Organisationsnummer, reserve and masked numbers, birth dates and the registers' numbers."""

from datetime import date

import pytest

from redactor.domain.folding import fold
from redactor.recognizers import Recognizer
from redactor.recognizers.birth_date import BirthDate
from redactor.recognizers.ip_address import IpAddress
from redactor.recognizers.organisationsnummer import Organisationsnummer
from redactor.recognizers.property_designation import PropertyDesignation
from redactor.recognizers.registers import Registers
from redactor.recognizers.reservnummer import Reservnummer

TODAY = date(2026, 11, 1)


def found(recognizer: Recognizer, text: str) -> list[tuple[str, str]]:
    folded = fold(text).text
    return [(h.span.cut(folded), h.reason.removeprefix("personuppgifter.")) for h in recognizer.hits(folded)]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Bolaget (556036-0793)", "556036-0793"),
        ("Bolaget 556036–0793", "556036-0793"),
        ("org nr 556568 6366", "556568 6366"),
        ("Org.nr: 5560360793", "5560360793"),
        ("165560360793", "165560360793"),
        ("VAT SE556036079301", "SE556036079301"),
    ],
)
def test_an_organisationsnummer_is_told(text: str, number: str) -> None:
    """With dash, with label, with `16` and as VAT number."""
    assert found(Organisationsnummer(), text) == [(number, "organisationsnummer")]


@pytest.mark.parametrize(
    "text",
    [
        "556036-0794",
        "5560360793",
        "850101-2382",
        "Org.nr 850101-2382",
        "1-556036-0793",
        "556036-0793-1",
        "SE556036079401",
    ],
)
def test_other_numbers_are_no_organisationsnummer(text: str) -> None:
    """A wrong check digit, bare digits, a personnummer, a chain."""
    assert found(Organisationsnummer(), text) == []


@pytest.mark.parametrize("text", ["SE850101238201", "SE 850101-2382 01", "Moms SE8501012382-01"])
def test_a_sole_traders_vat_number_holds_a_personnummer(text: str) -> None:
    """Only the ten digits are the hit."""
    ((number, rule),) = found(Organisationsnummer().for_date(TODAY), text)
    assert (number.replace("-", ""), rule) == ("8501012382", "personnummer_firma")


@pytest.mark.parametrize(
    "text",
    [
        "850101-XXXX",
        "19850101-****",
        "850101-xxxx",
        "850101 - XXXX",
        "19850101XXXX",
        "1985-01-01-XXXX",
        "850101-23XX",
        "850101-238X",
        "850101-NNNN",
        "850161-XXXX",
    ],
)
def test_a_masked_tail_still_tells_the_birth_date(text: str) -> None:
    """The whole writing is a finding."""
    assert found(Reservnummer().for_date(TODAY), f"Sökande {text}, avslag") == [
        (text, "maskerat_personnummer")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "859901-XXXX",
        "ÅÅMMDD-XXXX",
        "2024-05-16",
        "2024-05-16 ...",
        "20991231-XXXX",
        "XXXX-850101",
        "850101 och",
    ],
)
def test_no_birth_date_or_no_mask_is_no_finding(text: str) -> None:
    """An impossible date, a form's hint, a date alone."""
    assert found(Reservnummer().for_date(TODAY), text) == []


def test_a_reserve_number_goes_beside_its_word_and_is_reviewed_alone() -> None:
    """Another label takes it away."""
    recognizer = Reservnummer().for_date(TODAY)
    assert found(recognizer, "Reservnummer 19850101-TF12") == [("19850101-TF12", "reservnummer_intill")]
    assert found(recognizer, "Patienten 19850101-TF12") == [("19850101-TF12", "reservnummer")]
    assert found(recognizer, "Dnr 19850101-TF12") == []
    assert found(recognizer, "Mötet 850101 TF12") == []


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("född 2012-03-14", "2012-03-14"),
        ("Född: 120314", "120314"),
        ("född den 14 mars 2012", "den 14 mars 2012"),
        ("f. 850101", "850101"),
        ("födelsedatum 14.3.2012", "14.3.2012"),
        ("Födelsedatum\n2012-03-14", "2012-03-14"),
        ("född\t2012-03-14", "2012-03-14"),
    ],
)
def test_a_date_after_born_is_a_birth_date(text: str, day: str) -> None:
    """In digits and in words."""
    assert found(BirthDate().for_date(TODAY), text) == [(day, "fodelsedatum")]


@pytest.mark.parametrize(
    "text",
    [
        "född i Lund",
        "född 1985",
        "född 2012-13-14",
        "född 2030-01-01",
        "Beslut 2012-03-14",
        "nyfödd 2012-03-14 i länet",
    ],
)
def test_other_dates_are_no_birth_dates(text: str) -> None:
    """A year alone, an impossible or future date, a decision's date."""
    assert found(BirthDate().for_date(TODAY), text) == []


def test_a_grown_persons_date_beside_a_name_is_suspect() -> None:
    """A recent date beside a name is a meeting's."""
    recognizer = BirthDate().for_date(TODAY)
    assert found(recognizer, "Amina Testsson (1985-01-01) yttrar sig") == [
        ("1985-01-01", "fodelsedatum_intill")
    ]
    assert found(recognizer, "Amina Testsson, 850101, yttrar sig") == [("850101", "fodelsedatum_intill")]
    assert found(recognizer, "Amina Testsson (2024-01-01) yttrar sig") == []
    assert found(recognizer, "Motion av Amina Testsson 1985-01-01") == []
    assert found(recognizer, "Norra Kommunstyrelsen (1985-01-01)") == []
    assert found(BirthDate(), "Amina Testsson (1985-01-01)") == []


@pytest.mark.parametrize(
    ("text", "value", "rule"),
    [
        ("reg.nr ABC 123", "ABC 123", "fordon"),
        ("Registreringsnummer: ABC12D", "ABC12D", "fordon"),
        ("fordonet ABC 123 flyttas", "ABC 123", "fordon"),
        ("bilen med registreringsnummer DEF 45G", "DEF 45G", "fordon"),
        ("en begagnad bil (DEF 45G) till mamma", "DEF 45G", "fordon"),
        ("En bil, DEF 456, avställd", "DEF 456", "fordon"),
        ("240905  DEF 45G, Volvo V70, Torggatan", "DEF 45G", "fordon"),
        ("240912 Husvagn DEF 456, ägare okänd", "DEF 456", "fordon"),
        ("240924 DEF 45G, MC, hämtad", "DEF 45G", "fordon"),
        ("Fordon\tDEF 456", "DEF 456", "fordon"),
        ("LMA-nummer 51-123456", "51-123456", "lma"),
        ("LMA-kort: 50123456", "50123456", "lma"),
        ("Passnummer AA1234567", "AA1234567", "pass"),
        ("pass nr 12345678", "12345678", "pass"),
    ],
)
def test_a_registers_number_is_found_beside_its_label(text: str, value: str, rule: str) -> None:
    """Vehicle, LMA card, passport."""
    assert found(Registers(), text) == [(value, rule)]


@pytest.mark.parametrize(
    "text",
    [
        "ABC 123",
        "KSN 123",
        "bilaga ABC 123",
        "Brandbil ABC 123 utgår",
        "Ärendet ABC 123 gäller bildandet av en förening",
        "Yttrande om fordonstrafik, MBN 123",
        "Fordonen flyttas.\n\nABC 123",
        "ABC 123 av de tillfrågade svarade; bland dem fanns få med bil",
        "fordonet ÅAB 123",
        "51-123456",
        "pass 20240516",
        "Passa 12345678",
    ],
)
def test_a_registers_number_without_its_label_is_none(text: str) -> None:
    """And a letter that no plate has makes none."""
    assert found(Registers(), text) == []


@pytest.mark.parametrize("text", ["192.168.10.25", "IP-adress 10.0.0.1", "2001:db8::ff00:42:8329"])
def test_an_ip_address_is_found(text: str) -> None:
    """By its size, or by its label."""
    assert [rule for _, rule in found(IpAddress(), text)] == ["ip"]


@pytest.mark.parametrize(
    "text",
    [
        "1.5.1.85-2016",
        "1.2.3.4",
        "avsnitt 10.12.13.14",
        "300.12.13.14",
        "12:30:45",
        "10:20:30:40",
        "2.1.10.12.13",
    ],
)
def test_numbering_is_no_ip_address(text: str) -> None:
    """Case numbers, chapters, versions, times."""
    assert found(IpAddress(), text) == []


def test_a_property_is_found_after_its_label_only() -> None:
    """`Husie 172:4` alone is a place."""
    assert found(PropertyDesignation(), "fastigheten Husie 172:4.") == [("Husie 172:4", "fastighet")]
    assert found(PropertyDesignation(), "Fastighetsbeteckning: Kvarnen 3") == [("Kvarnen 3", "fastighet")]
    assert found(PropertyDesignation(), "fastigheten\nLund Råby 2:14") == [("Lund Råby 2:14", "fastighet")]
    assert found(PropertyDesignation(), "Vem äger fastigheten SOU 2023:55") == []
    assert found(PropertyDesignation(), "Husie 172:4") == []
