"""Accounts, giros, IBAN and cards: labels, check digits, and what stands near them."""

import pytest

from redactor.domain.folding import fold
from redactor.recognizers import Recognizer
from redactor.recognizers.accounts import Accounts
from redactor.recognizers.card import Card
from redactor.recognizers.iban import Iban


def found(recognizer: Recognizer, text: str) -> list[tuple[str, str]]:
    folded = fold(text).text
    hits = sorted(recognizer.hits(folded), key=lambda h: h.span)
    return [(h.span.cut(folded), h.reason.removeprefix("personuppgifter.")) for h in hits]


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("Bankgiro 5050-1055", [("5050-1055", "bankgiro")]),
        ("Bankgiro\n5050–1055", [("5050-1055", "bankgiro")]),
        ("bg-nr: 991-2346", [("991-2346", "bankgiro")]),
        ("BG 991-2346, 5050-1055", [("991-2346", "bankgiro"), ("5050-1055", "bankgiro")]),
        ("Bankgironummer 5050-1056", [("5050-1056", "bankgiro_osaker")]),
        ("Plusgiro 90 19 50-6", [("90 19 50-6", "plusgiro")]),
        ("Pg 901950-6", [("901950-6", "plusgiro")]),
        ("Postgiro 90 19 50-7", [("90 19 50-7", "plusgiro_osaker")]),
        ("PG 901950-6, BG 5050-1055", [("901950-6", "plusgiro"), ("5050-1055", "bankgiro")]),
        ("5050-1055", []),
        ("Åren 2019-2023", []),
        ("Bankgirot, sidorna 12-14 i 2019-2023", []),
        ("Bankgiro saknas", []),
    ],
)
def test_giros_stand_beside_their_labels(text: str, hits: list[tuple[str, str]]) -> None:
    """A right check digit is certain, a wrong one suspect, no label nothing."""
    assert found(Accounts(), text) == hits


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("konto 9960-1234566", [("9960-1234566", "bankkonto")]),
        ("clearingnr 6789 kontonr 123456789", [("6789 kontonr 123456789", "bankkonto")]),
        ("Nordea 3300 850101-2382", [("3300 850101-2382", "bankkonto")]),
        ("Kontonummer 5439-10 123 45", [("5439-10 123 45", "bankkonto_osaker")]),
        ("kontonummer 12 345 67 89-0", [("12 345 67 89-0", "bankkonto_osaker")]),
        (
            "lämna kontouppgift: Siv 9960-1234566; Ek 8327-9, 123 456 789-7.",
            [("9960-1234566", "bankkonto"), ("8327-9, 123 456 789-7", "bankkonto")],
        ),
        ("Utbetalning sker när kontouppgift lämnats: Siv 9960-1234566", [("9960-1234566", "bankkonto")]),
        ("kontot 8327-9, 123 456 789-1 eller", [("8327-9, 123 456 789-1", "bankkonto_osaker")]),
        (
            "hans halva ska sättas in på 8327-9, 123 456 789-1.",
            [("8327-9, 123 456 789-1", "bankkonto_osaker")],
        ),
        ("betalas ut till 9960-1234566", [("9960-1234566", "bankkonto")]),
        ("betalas ut till 9960-1234567", []),
        ("Utbetalning 2023 1 200 000 kr", []),
        ("Utbetalning av bidrag 2023-2024, ärende 4001-1000004", []),
        ("konto 5610, belopp 120 000 kr", []),
        ("konto 2019-2023", []),
        ("Kontot belastades 2024-05-16", []),
        ("konto 123 456 789 kr", []),
        ("Swedbank 2023 1 200 000 kr", []),
        ("banken 2024-01-01", []),
        ("9960-1234566", []),
        ("konto, dnr 9960-1234566", []),
    ],
)
def test_accounts_stand_beside_their_labels(text: str, hits: list[tuple[str, str]]) -> None:
    """The clearing number must be some bank's; a bank's name alone asks for a right check digit."""
    assert found(Accounts(), text) == hits


@pytest.mark.parametrize(
    ("account", "right"),
    [
        ("5439-1012340", True),  # modulus 11 over 439 1012340
        ("5439-1012341", False),
        ("4001-1000003", True),  # modulus 11 over 4001 1000003
        ("4001-1000004", False),
        ("6789-123456789", True),
        ("6789-123456788", False),
        ("8327-9,1234567897", True),
        ("3300-8501012382", True),
        ("3300-8501012383", False),
    ],
)
def test_the_check_digit_is_the_banks(account: str, right: bool) -> None:
    """Modulus 11 over clearing and serial, or modulus 10 over the serial."""
    rules = [rule for _, rule in found(Accounts(), f"kontonr {account}")]
    assert rules == ["bankkonto" if right else "bankkonto_osaker"]


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("SE45 5000 0000 0583 9825 7466", [("SE45 5000 0000 0583 9825 7466", "iban")]),
        ("SE4550000000058398257466 OCH", [("SE4550000000058398257466", "iban")]),
        ("GB82 WEST 1234 5698 7654 32 AB", [("GB82 WEST 1234 5698 7654 32", "iban")]),
        ("DE89370400440532013000.", [("DE89370400440532013000", "iban")]),
        ("IBAN: SE45 5000 0000 0583 9825 7467", [("SE45 5000 0000 0583 9825 7467", "iban_osaker")]),
        ("SE45 5000 0000 0583 9825 7467", []),
        ("SE45", []),
    ],
)
def test_iban_is_checked_by_modulus_97(text: str, hits: list[tuple[str, str]]) -> None:
    """A wrong one counts only after its label."""
    assert found(Iban(), text) == hits


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("4111 1111 1111 1111", [("4111 1111 1111 1111", "kort")]),
        ("5555-5555-5555-4444", [("5555-5555-5555-4444", "kort")]),
        ("kortnummer 4111111111111111", [("4111111111111111", "kort")]),
        ("3782 822463 10005", [("3782 822463 10005", "kort")]),
        ("4111111111111111", [("4111111111111111", "kort_osaker")]),
        ("OCR 4111111111111111", []),
        ("4111 1111 1111 1112", []),
        ("4111 1111-1111 1111", []),
        ("14111111111111111", []),
        ("9111 1111 1111 1111", []),
    ],
)
def test_cards_need_scheme_and_check_digit(text: str, hits: list[tuple[str, str]]) -> None:
    """In groups they are certain, in one piece only after a card's word."""
    assert found(Card(), text) == hits
