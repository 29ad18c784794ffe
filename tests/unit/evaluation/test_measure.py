"""One document against its gold, through the whole walk."""

from datetime import date

import pytest

from redactor.decide import OnReview
from redactor.domain.document import LayerId, Span
from redactor.domain.review import Action
from redactor.evaluation.failures import Kind, failures
from redactor.evaluation.gold import Gold, GoldItem, Mention
from redactor.evaluation.measure import Measured, Outcome, measure
from redactor.formats.text import TEXT
from redactor.pipeline import Setup
from redactor.rulepack import builtin, load

BODY = LayerId("body")
TEXT_OF = """Kallelse till socialnämnden

1. Val av justerare

Nämnden utser Karin Ek (S).

2. Ansökan om bistånd, sekretess

SN-2025-0113

Sökande: Vilma Påhittad, 19121212-1212, tel. 070-1740605.

3. Budget

Nämnden godkänner budgeten. Blåvilan Testsson bor kvar på orten.
"""
SECRET = TEXT_OF[TEXT_OF.index("2. Ansökan") : TEXT_OF.index("\n\n3. Budget")]


@pytest.fixture(scope="module")
def setup() -> Setup:
    return Setup(load(builtin()), b"key", date(2026, 11, 1), ocr=lambda _: None)


def span(words: str) -> Span:
    start = TEXT_OF.index(words)
    return Span(start, start + len(words))


def mention(words: str, entity: str, action: Action) -> Mention:
    return Mention(BODY, span(words), entity, action, None, None)


def item(words: str, verdict: Action, stays: str) -> GoldItem:
    return GoldItem(BODY, span(words), verdict, stays)


def measured(setup: Setup, gold: Gold) -> Measured:
    return measure(TEXT_OF.encode(), TEXT, setup, gold)


def outcomes(found: Measured) -> list[Outcome]:
    return [judged.outcome for judged in found.mentions]


def test_a_right_copy(setup: Setup) -> None:
    """A secret item that went with all it holds and public words that stayed are no failure."""
    gold = Gold(
        {BODY: TEXT_OF},
        (
            mention("19121212-1212", "SE_PERSONNUMMER", Action.REDACT),
            mention("Vilma Påhittad", "PERSON", Action.REDACT),
            mention("Karin Ek", "PERSON", Action.KEEP),
            mention("Blåvilan Testsson", "PERSON", Action.REVIEW),
        ),
        (item(SECRET, Action.REDACT, "2 SN-2025-0113"),),
    )
    found = measured(setup, gold)
    assert outcomes(found)[:3] == [Outcome.GONE, Outcome.GONE, Outcome.LEFT]
    assert [judged.outcome for judged in found.items] == [Outcome.GONE]
    assert (found.words.gone, found.words.review, found.leaks) == (0, 0, ())
    assert found.nothing_leaked(OnReview.REDACT)
    assert list(failures(found)) == []
    assert found.read_as_gold


def test_a_leak_is_found_by_place_and_as_a_string(setup: Setup) -> None:
    """What must go and is in the copy: here words that no program can know to be secret."""
    gold = Gold({BODY: TEXT_OF}, (mention("orten", "SE_STREET_ADDRESS", Action.REDACT),), ())
    found = measured(setup, gold)
    assert outcomes(found) == [Outcome.LEFT]
    assert {leak.under for leak in found.leaks} == {OnReview.REDACT, OnReview.KEEP}
    assert not found.nothing_leaked(OnReview.REDACT)
    assert Kind.LEAK in {failure.kind for failure in failures(found)}


def test_a_secret_item_with_words_left(setup: Setup) -> None:
    """An item that the program takes for public leaks every word but its number."""
    budget = TEXT_OF[TEXT_OF.index("3. Budget") : TEXT_OF.index(" Blåvilan")]
    found = measured(setup, Gold({BODY: TEXT_OF}, (), (item(budget, Action.REDACT, "3"),)))
    (judged,) = found.items
    assert judged.outcome is Outcome.LEFT
    assert [place.cut(TEXT_OF) for place in judged.left] == ["Budget", "Nämnden", "godkänner", "budgeten"]


def test_a_public_item_may_lose_what_is_private(setup: Setup) -> None:
    """It is untouched when every other word of it stays."""
    gold = Gold(
        {BODY: TEXT_OF},
        (mention("Blåvilan Testsson", "PERSON", Action.REDACT),),
        (
            item(TEXT_OF[TEXT_OF.index("3. Budget") :].strip(), Action.KEEP, "3"),
            item(SECRET, Action.KEEP, "2"),
        ),
    )
    assert [judged.outcome for judged in measured(setup, gold).items] == [Outcome.LEFT, Outcome.PART]


def test_over_redaction(setup: Setup) -> None:
    """With a gold that calls everything public, the secret item and the words in it are wrongly taken."""
    gold = Gold(
        {BODY: TEXT_OF},
        (mention("Vilma Påhittad", "PERSON", Action.KEEP),),
        (item(SECRET, Action.KEEP, "2"),),
    )
    found = measured(setup, gold)
    assert outcomes(found) == [Outcome.GONE]
    assert found.words.gone > 5
    kinds = {failure.kind for failure in failures(found)}
    assert {Kind.TAKEN, Kind.ITEM_TAKEN} <= kinds
    assert [taken.right for taken in found.taken if taken.entity_type == "SEKRETESS_MARKER"] == [False]


def test_what_the_file_lacks_is_not_measured(setup: Setup) -> None:
    """Words of the gold that the program's reading has not are neither found nor missed."""
    longer = TEXT_OF + "\nUndertecknat av Elvira Osynlig\n"
    start = longer.index("Elvira")
    lost = Mention(BODY, Span(start, start + len("Elvira Osynlig")), "PERSON", Action.REDACT, None, None)
    found = measured(setup, Gold({BODY: longer}, (lost,), ()))
    assert outcomes(found) == [Outcome.UNPLACED]
    assert not found.read_as_gold
