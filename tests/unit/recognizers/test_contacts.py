"""Phones, mail and addresses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redactor.domain.folding import fold
from redactor.recognizers import Recognizer
from redactor.recognizers.addresses import Addresses
from redactor.recognizers.email import Email
from redactor.recognizers.phone import Phone


def found(recognizer: Recognizer, text: str) -> list[tuple[str, str]]:
    folded = fold(text).text
    hits = sorted(recognizer.hits(folded), key=lambda h: h.span)
    return [(h.span.cut(folded), h.reason.removeprefix("personuppgifter.")) for h in hits]


@pytest.mark.parametrize(
    "number",
    [
        "070-1740605",
        "070-174 06 05",
        "070 174 06 05",
        "0701740605",
        "0701-74 06 05",
        "070 - 174 06 05",
        "070/1740605",
        "(070) 174 06 05",
        "08-465 004 00",
        "08 465 004 00",
        "(08) 465 004 00",
        "08/46500400",
        "031-390 06 00",
        "0980-31 92 00",
        "+46 70 174 06 05",
        "+46701740605",
        "+46 (0)70-174 06 05",
        "0046 70 174 06 05",
        "+47 22 86 44 00",
    ],
)
@pytest.mark.parametrize("carrier", ["Hon nås på {} hela dagen.", "{}", "Tel: {}", "({})"])
def test_a_phone_number_is_certain(number: str, carrier: str) -> None:
    """In Swedish and international writing."""
    assert found(Phone(), carrier.format(number)) == [(number, "telefon")]


@pytest.mark.parametrize("number", ["070-l74 06 05", "O70-174 O6 05", "07O-1740605", "08-465 OO4 00"])
def test_a_phone_number_as_a_scan_is_read(number: str) -> None:
    assert found(Phone(), f"Hon nås på {number}.") == [(number, "telefon")]


def test_dashes_and_blanks_of_any_kind_are_one() -> None:
    """The text is folded before."""
    assert found(Phone(), "070–174\u00a006\u00a005") == [("070-174 06 05", "telefon")]


def test_two_numbers_with_a_slash_are_two() -> None:
    """`070-1740605/070-1740606`."""
    assert [n for n, _ in found(Phone(), "070-1740605/070-1740606")] == ["070-1740605", "070-1740606"]


def test_a_local_number_needs_its_label() -> None:
    """Without area code it could be anything."""
    assert found(Phone(), "Tel. 465 004 00") == [("465 004 00", "telefon")]
    assert found(Phone(), "Summa 465 004 00") == []


def test_bare_digits_of_a_fixed_line_are_suspect() -> None:
    """Certain with a label, nothing with another's."""
    assert found(Phone(), "0846500400") == [("0846500400", "telefon_osaker")]
    assert found(Phone(), "Tfn 0846500400") == [("0846500400", "telefon")]
    assert found(Phone(), "OCR 0846500400") == []


@pytest.mark.parametrize(
    "text",
    [
        "01-02-2024",
        "08-05-2024",
        "2024-05-16",
        "Dnr 0123-45678/2020",
        "2013-0480-123456",
        "08.30-16.30",
        "kl 08-16",
        "08:30-16:30",
        "07-11-2024 09",
        "0-100 000 000",
        "Kontonr 070-174 06 05",
        "850101-2382",
        "556036-0793",
        "ASN-2024-5443",
        "0701740605123",
        "1177",
        "+12",
        "00 12 34",
    ],
)
def test_what_is_no_phone_number(text: str) -> None:
    """Dates, times, case numbers, accounts, identity numbers."""
    assert found(Phone(), text) == []


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Skriv till amina.testsson@example.com.", "amina.testsson@example.com"),
        ("<a-b_c+d@sub.example.com>", "a-b_c+d@sub.example.com"),
        ("mailto:a@example.com?x", "a@example.com"),
        ("åsa@exämple.test", "åsa@exämple.test"),
        ("amina (a) example.com", "amina (a) example.com"),
        ("amina[at]example.com", "amina[at]example.com"),
        ("amina @ example.com", "amina @ example.com"),
        ("amina@\nexample.com", "amina@\nexample.com"),
        ("AMINA@EXAMPLE.COM", "AMINA@EXAMPLE.COM"),
    ],
)
def test_a_mail_address_is_found(text: str, address: str) -> None:
    """Also broken or written round the sign."""
    assert found(Email(), text) == [(address, "epost")]


@pytest.mark.parametrize(
    "text",
    [
        "Möte @ Stadshuset. Välkomna",
        "@amina",
        "a@b",
        "punkt (a) gäller",
        "(a) example.com",
        "a@@example",
        "@",
    ],
)
def test_what_is_no_mail_address(text: str) -> None:
    """No domain, or nobody before the sign."""
    assert found(Email(), text) == []


def test_many_signs_cost_no_more_than_few() -> None:
    """Each sign is looked at once, within bounds."""
    assert found(Email(), "a" * 100_000 + "@" * 2_000) == []


@pytest.mark.parametrize(
    "street",
    [
        "Påhittsgatan 12",
        "Ågatan 4",
        "Påhittsgatan 12 B",
        "Påhittsvägen 7a",
        "PÅHITTSGATAN 12",
        "Norra Påhittsgatan 3",
        "S:t Påhittsgatan 5",
        "Karl Påhitts gata 5",
        "Per Albin Påhitts väg 10",
        "Gustav Påhitts torg 4 A",
        "Påhittsgatan 12-14",
        "Påhittsstigen 3 lgh 1203",
        "Påhittsgränd 3, 2 tr",
    ],
)
def test_a_street_before_a_post_code_is_certain(street: str) -> None:
    """On one line, or on two."""
    for blank in (", ", "\n", ",\n"):
        assert found(Addresses(), f"{street}{blank}123 45 Lund") == [
            (street, "adress"),
            ("123 45 Lund", "postadress"),
        ]


@pytest.mark.parametrize("before", ["Hon bor på ", "Adress: ", "Amina Testsson, ", "boende "])
def test_a_street_beside_a_home_word_or_name_is_certain(before: str) -> None:
    """Whose it is, roles find out."""
    assert found(Addresses(), f"{before}Påhittsgatan 12") == [("Påhittsgatan 12", "adress")]


@pytest.mark.parametrize(
    "street",
    [
        *("Karl XI:s väg 40", "Gustav II Adolfs torg 3 B", "Carl von Påhitts väg 3", "S:t Påhittsgatan 45"),
        *("Påhittska gränden 1", "Gamla vägen 3", "1:a Påhittsgatan 7", "VÄSTRA PÅHITTSGATAN 12"),
        *("Påhitts gång 6", "Påhitts båge 4", "Påhittarens tun 8", "Påhittsbrinken 11", "Påhittsslingan 3"),
        *("Påhittsg. 12", "Påhittsv. 3", "Påhittsgatan 12/14", "Påhittsgatan 12 A-C", "Påhittsvägen 1045"),
    ],
)
@pytest.mark.parametrize("carrier", ["Buller vid {} i natt", "Angående {}: obetald hyra", "Det står i {}"])
def test_streets_of_all_kinds(street: str, carrier: str) -> None:
    """After kings and adjectives, in a word of its own after a genitive, in short, with several numbers."""
    assert found(Addresses(), carrier.format(street)) == [(street, "adress_ensam")]


@pytest.mark.parametrize(
    "flat", ["lgh 1102", "uppg B", "2 tr", ", 3 tr ög", "nb", ", vån 4", " BV", ", 1101"]
)
def test_stairs_and_flats_belong_to_the_street(flat: str) -> None:
    """They make it a home."""
    street = f"Påhittsgatan 9{flat if flat[0] in ', ' else f' {flat}'}"
    assert found(Addresses(), f"Se {street} nu") == [(street, "adress")]


@pytest.mark.parametrize(
    ("text", "home"),
    [
        ("Hon har flyttat till Norrpåhitt 114 nu.", "Norrpåhitt 114"),
        ("Hon vistas hos sin mor på Västpåhitt 1045.", "Västpåhitt 1045"),
        ("Hon önskar svar hem, Påhittet 5.", "Påhittet 5"),
        ("Vi bor på påhittsgatan 5.", "påhittsgatan 5"),
        ("Vi skickade brev till Byn 114.", "Byn 114"),
        ("Bor             Påhittet 9, 123 45 Orten", "Påhittet 9"),
        ("Boende: Påhittet 12", "Påhittet 12"),
        ("Ny adress: Påhittet 12 B", "Påhittet 12 B"),
        ("Siv Ek   Kullen 41   070-174 06 24", "Kullen 41"),
        ("Siv Ek | Kullen 41 | 850101-2382", "Kullen 41"),
        ("Siv Ek, Björkhagen 8, Torpa, förordnas", "Björkhagen 8"),
    ],
)
def test_whatever_a_home_is_called(text: str, home: str) -> None:
    """A word of living, a label or the holder's name and number beside it tells."""
    assert (home, "adress") in found(Addresses(), text)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "Hon bor i Påhitt 3 dagar i veckan.",
            "Flyttar till hösten 3",
            "Flyttat till Avdelning 4",
            "kv. Åsen 3",
        ),
        *("fastigheten Påhittsdalen 12", "Siv Lund 5 år", "Bilag. 3 bifogas", "Boende: Plats 3", "Hem 2"),
        *("Hon bor i Påhitt 12 maj till 3 juni", "folkbokförd i Påhitt 4:12", "Omvändan 3"),
    ],
)
def test_what_is_no_home(text: str) -> None:
    """Spans of time, wards, ages, properties."""
    assert found(Addresses(), text) == []


@given(st.text(alphabet="Gatan väg. 12,:sXI\n|\tabo pålgh", max_size=200))
def test_addresses_lie_in_the_text_and_hold_no_line_of_nothing(text: str) -> None:
    """Every span can be cut out, begins and ends with a word's sign."""
    for hit in Addresses().hits(fold(text).text):
        cut = hit.span.cut(fold(text).text)
        assert cut == cut.strip(" \t\n|,:")


def test_a_street_alone_is_suspect() -> None:
    """It may be a building's."""
    assert found(Addresses(), "Ansökan gäller Påhittsgatan 12.") == [("Påhittsgatan 12", "adress_ensam")]


@pytest.mark.parametrize(
    "street",
    [
        *(
            "Pahittsvagen 12",
            "Ostra Pahittsgatan 4 B",
            "Pahittsgrand 18",
            "Pahittshojden 3",
            "Karl Pahitts vag 7",
        ),
        *("Påhittsvägen l2", "Påhittsvägen 1O"),
    ],
)
def test_streets_as_a_scan_is_read(street: str) -> None:
    assert found(Addresses(), f"Hon bor på {street}.") == [(street, "adress")]


@pytest.mark.parametrize(
    "text", ["Riksvag 40", "Industrivagen 12", "Fasen 2", "Hallen 3", "vag 12", "Oslo 12"]
)
def test_damaged_words_that_are_no_streets(text: str) -> None:
    assert found(Addresses(), text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Riksväg 40",
        "länsvägen 123",
        "Detaljplan 12",
        "Handlingsplan 3",
        "Redovisningen 2",
        "Förändringen 3",
        "Omgången 2",
        "Arbetsplats 5",
        "Påhittsgatan 2024",
        "Påhittsgatan 13 maj",
        "Påhittsgatan 100 000 kr",
        "Husie 172:4",
        "Påhittsgatan stängs",
        "100 20 Personer",
        "123 45 kr",
        "Boxen 12",
        "Dnr 123 45 678",
    ],
)
def test_what_is_no_address(text: str) -> None:
    """Roads, plans, periods, amounts, properties."""
    assert found(Addresses(), text) == []


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("S-123 45 Lund", [("S-123 45 Lund", "postadress")]),
        ("123 45 LUND", [("123 45 LUND", "postadress")]),
        ("Box 123, 123 45 Lund", [("Box 123", "postadress"), ("123 45 Lund", "postadress")]),
        ("c/o Testsson", [("c/o Testsson", "postadress")]),
        ("Norrpåhitt 112, 123 45 Lund", [("Norrpåhitt 112", "adress"), ("123 45 Lund", "postadress")]),
        ("Adress: Påhitta gård, 123 45 Lund", [("Påhitta gård", "adress"), ("123 45 Lund", "postadress")]),
        ("Påhittsgatan 1, 12345 Lund", [("Påhittsgatan 1", "adress"), ("12345 Lund", "postadress")]),
        ("Påhittsgatan 1, 1234S Lund", [("Påhittsgatan 1", "adress"), ("1234S Lund", "postadress")]),
        ("Påhittsgatan 1\nl23 4O LUND", [("Påhittsgatan 1", "adress"), ("l23 4O LUND", "postadress")]),
        ("Beslut 1SO 90 Granskas", []),
        ("Totalt 12345 Kronor", []),
        ("I år 12345 Besökare", []),
        ("lgh 1203", [("lgh 1203", "adress_ensam")]),
    ],
)
def test_postal_addresses_boxes_and_farms(text: str, hits: list[tuple[str, str]]) -> None:
    """A post code in one piece needs a street before it."""
    assert found(Addresses(), text) == hits


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Siv Ek, 070-174 06 05: vill göra rätt för sig", ["070-174 06 05"]),
        ("tilldelas Siv Ek,\n070-174\n06 05.\n", ["070-174\n06 05"]),
        ("Siv Ek, 070-\n174 06 05.", ["070-\n174 06 05"]),
        ("070-174 06 05\n12 stolar", ["070-174 06 05"]),
        ("08-465\n2024 års budget", []),
        ("kl. 08-10\n12 30 45 deltog", []),
    ],
)
def test_a_phone_number_ends_with_a_colon_or_goes_on_below(text: str, numbers: list[str]) -> None:
    """In a narrow column a number is broken; two numbers on two lines are no one number."""
    assert [n for n, _ in found(Phone(), text)] == numbers


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Hemvist                 Granbo, rum 14, Ljusbäck", "Granbo, rum 14"),
        ("Adress: Torpedverkstaden 3, lgh 1102, 561 70 Orten", "Torpedverkstaden 3, lgh 1102"),
        ("Hemadress\tNorrby 12", "Norrby 12"),
        ("Sökande: Noah Ek, Storselet 30, 510918-9919", "Storselet 30"),
        ("Helena Berg och Olga Holm (Kullsegel 4, Lervik)", "Kullsegel 4"),
        ("Reza Ek\t940131-9851\tKaptensgatan 3, 1101\t22 310", "Kaptensgatan 3, 1101"),
        ("Besök 12 november i hemmet, Rosengången 14.", "Rosengången 14"),
        ("Farbror Disa Berg bodde på Hamnplan 3 och", "Hamnplan 3"),
    ],
)
def test_a_home_without_a_streets_ending_or_with_its_flat(text: str, address: str) -> None:
    """By its label, by its holder's name and number, with a room or a flat's bare number."""
    assert (address, "adress") in found(Addresses(), text)


@pytest.mark.parametrize(
    "text",
    [
        "Adress: Se bilaga",
        "Adress: Bilaga 3",
        "Karl Berg (Bilaga 4, Lervik)",
        "Siv Ek, Ärende 4, 070-174 06 05",
        "Anna Ek (Valkrets 4, Norra)",
    ],
)
def test_what_is_numbered_is_no_home(text: str) -> None:
    """Attachments, items and districts have a word and a number too."""
    assert [rule for _, rule in found(Addresses(), text)] == []


def test_a_postal_town_may_be_a_village() -> None:
    """`Långsele by`."""
    assert found(Addresses(), "Postnr och ort: 882 95 Långsele by") == [("882 95 Långsele by", "postadress")]
