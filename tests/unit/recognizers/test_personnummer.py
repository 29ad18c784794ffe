"""Personnummer: every writing, the two levels, and what only looks like one."""

from datetime import date

import pytest

from redactor.domain.folding import fold
from redactor.domain.review import Certainty
from redactor.recognizers.personnummer import Personnummer

TODAY = date(2026, 11, 1)
RECOGNIZER = Personnummer().for_date(TODAY)

# 850101-2382 and 850161-2389 have right check digits and belong to nobody we know of.


def found(text: str) -> list[tuple[str, str, str]]:
    folded = fold(text)
    return [
        (folded.span(h.span).cut(text), h.reason.removeprefix("personuppgifter."), h.certainty.value)
        for h in RECOGNIZER.hits(folded.text)
    ]


WRITINGS = (
    "850101-2382",
    "8501012382",
    "19850101-2382",
    "198501012382",
    "850101 2382",
    "19850101 2382",
    "850101\u00a02382",
    "850101–2382",
    "850101−2382",
    "850101\u20112382",
    "850101\u00ad2382",
    "850101 - 2382",
    "850101 – 2382",
    "850101-\n2382",
    "850101-\r\n2382",
    "850101\n-2382",
    "850101\n2382",
    "19850101-\n\n2382",
    "8501\n01-2382",
    "8501-\n01-2382",
    "850101-23\n82",
    "19\n850101-2382",
    "1985-01-01-2382",
    "1985 01 01-2382",
    "1985.01.01-2382",
    "85-01-01-2382",
    "19 850101-2382",
    "1985 0101-2382",
    "19850101-23 82",
    "19850101-238 2",
    "８５０１０１-２３８２",
    "85O1O1-2382",
    "8S0101-23B2",
    "l985o10l-2382",
    "85OIOI2382",
    "19850101\t2382",
    "19850101 | 2382",
    "850101_2382",
)


@pytest.mark.parametrize("writing", WRITINGS)
@pytest.mark.parametrize(
    "carrier", ["{}", "Ansökan från {} kom in.", "({})", "_{}_", "**{}**", "- {}, avslag"]
)
def test_every_writing_is_certain(writing: str, carrier: str) -> None:
    """Whatever stands around it, the whole writing is found."""
    text = carrier.format(writing)
    assert found(text) == [(writing, "personnummer", "certain")]


@pytest.mark.parametrize(
    "text", ["pnr850101-2382", "x850101-2382och", "personnummer198501012382är", "fil_850101-2382.pdf"]
)
def test_a_number_glued_to_a_word_is_found(text: str) -> None:
    """Words and file names swallow the blank before a number."""
    assert [reason for _, reason, _ in found(text)] == ["personnummer"]


@pytest.mark.parametrize("text", ["850161-2389", "19850161-2389", "8501612389", "1985-01-61-2389"])
def test_a_day_beyond_sixty_makes_a_samordningsnummer(text: str) -> None:
    """Its own entity and rule."""
    assert found(text) == [(text, "samordningsnummer", "certain")]
    assert next(iter(RECOGNIZER.hits(text))).entity_type == "SE_SAMORDNINGSNUMMER"


def test_a_plus_means_over_a_hundred() -> None:
    """With a plus 161224 is 1916, with a dash 2016."""
    assert found("161224+1230")[0][1:] == ("personnummer", "certain")


@pytest.mark.parametrize(
    "text", ["850101-2383", "19850101-2383", "850101 - 2383", "850101-\n2383", "161224+1231"]
)
def test_a_wrong_check_digit_in_its_own_form_is_suspect(text: str) -> None:
    """Never nothing: somebody mistyped."""
    assert found(text) == [(text, "personnummer_osaker", "suspect")]


@pytest.mark.parametrize(
    "text",
    [
        "Personnummer: 850101-2383",
        "pnr 8501012383",
        "personnr 1985-01-01-2383",
        "född 850101-2383",
        "Personnummer\n850101-2383",
        "Amina Testsson, 850101-2383",
        "850101-2383 Amina Testsson",
        "Namn\tPersonnummer\nAmina\t850101-2383",
        "| Namn | Personnr |\n| Amina | 8501012383 |",
    ],
)
def test_a_suspect_beside_a_word_or_a_name_is_told_apart(text: str) -> None:
    """It is redacted, where others are reviewed."""
    assert [reason for _, reason, _ in found(text)] == ["personnummer_osaker_intill"]


@pytest.mark.parametrize(
    "text",
    [
        "8501012383",
        "198501012383",
        "850101 2383",
        "2024-05-16-0012",
        "Dnr 850101-2383",
        "Faktura 850101-2383",
        "Projekt Nya torget 850101-2383",
        "konto 850101-2383",
        "OCR 850101-2383",
        "SFS 850101-2383",
        "KS 240516-0013",
        "Dnr\tRubrik\n850101-2383\tBygglov",
        "2013-850101-2383",
        "850101-2383/12",
        "851301-2382",
        "850132-2382",
        "20991231-2382",
        "18500101-2387",
    ],
)
def test_other_wrong_check_digits_are_no_finding(text: str) -> None:
    """A label, another form, a chain or an impossible date says that it is something else."""
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "556036-0793",
        "5560360793",
        "165560360793",
        "SE556036079301",
        "070-174 06 05",
        "+46 70 101 23 87",
        "Tel 0701012387",
        "Mobil: 0701012387",
        "2024-05-16 15:30",
        "20240516 kl. 1530",
        "2023-01-01 - 2024-12-31",
        "20230101-20241231",
        "avtalet gäller 240101-1231",
        "20240516153012",
        "ASN-2024-5443",
        "2019-1.1.1-256/1",
        "Dnr 002 - 443 / 05",
        "Bankgiro 5050-1055",
        "Plusgiro 90 19 50-6",
        "SFS 2009:400, prop. 2019/20:189",
        "ISBN 978-91-3824-312-9",
        "Husie 172:4",
        "850 101 238 kr",
        "8501012382 kr",
        "8501012382,50",
        "38501012382",
        "85010123827",
        "1985010123821",
        "OCR 8501012382",
        "3f850101-2382-4c1a-9f00-aabbccddeeff",
    ],
)
def test_look_alikes_are_left_alone(text: str) -> None:
    """Those of swedish.md, some of which pass date and check digit."""
    assert found(text) == []


def test_a_bare_number_that_may_be_a_mobile_is_suspect() -> None:
    """0701012387 is both; a phone's word makes it a phone, a personnummer's word makes it certain."""
    assert found("0701012387") == [("0701012387", "personnummer_osaker", "suspect")]
    assert found("pnr 0701012387") == [("0701012387", "personnummer", "certain")]


def test_an_account_label_does_not_prove_innocence() -> None:
    """A Nordea account may be a personnummer."""
    assert found("Konto 8501012382") == [("8501012382", "personnummer_osaker", "suspect")]


def test_a_sole_traders_organisationsnummer_is_a_personnummer() -> None:
    """The label does not change whose number it is."""
    assert found("Org.nr 8501012382") == [("8501012382", "personnummer", "certain")]


@pytest.mark.parametrize("number", ["850101 23 82", "8501 01 2382", "85 0101 2382", "85010\n12382"])
def test_gaps_in_unusual_places_need_a_word(number: str) -> None:
    """Ten digits in such groups are too common by themselves."""
    assert found(f"Uppgift {number} i listan") == []
    assert found(f"Personnummer: {number} i listan") == [(number, "personnummer", "certain")]


def test_the_clock_bounds_birth_dates() -> None:
    """What is born tomorrow is no person yet."""
    number = "20261102-2386"
    assert [h.certainty for h in Personnummer().for_date(date(2026, 11, 2)).hits(number)] != []
    assert list(RECOGNIZER.hits(number)) == []


def test_without_a_clock_a_date_to_2100_will_do() -> None:
    """The recognizer stands alone too, as Presidio's registry makes it."""
    assert [h.certainty for h in Personnummer().hits("850101-2382")] == [Certainty.CERTAIN]


def test_presidio_sees_the_same() -> None:
    """The recognizer is an EntityRecognizer."""
    (result,) = RECOGNIZER.analyze("850101-2382", ["SE_PERSONNUMMER"])
    assert (result.entity_type, result.start, result.end) == ("SE_PERSONNUMMER", 0, 11)
    assert RECOGNIZER.analyze("850101-2382", ["SE_SAMORDNINGSNUMMER"]) == []


def test_two_numbers_on_a_line_are_two_hits() -> None:
    """Neither swallows the other, also where a table's row number stands before."""
    assert [text for text, _, _ in found("20 850101-2382 850161-2389")] == ["850101-2382", "850161-2389"]


@pytest.mark.parametrize("before", ["2024-03-11 ", "2024 03 11 ", "den 3 mars 2024 ", "kl 13.00 ", "§ 12 "])
def test_a_date_before_takes_no_digits(before: str) -> None:
    """A date or a time right before a number does not hide it."""
    assert [f[0] for f in found(f"Tjänsteskrivelse {before}850101-2382")] == ["850101-2382"]
