"""Sentences that name confidential items by number, and what only looks like one."""

from datetime import date

import pytest

from redactor import pipeline, rulepack
from redactor.domain.review import Action

ITEMS = "\n\n".join(f"§ {n} Rubrik {n}\n\nText om saken." for n in (51, 52, 53, 54)) + "\n"
NUMBERED = "\n\n".join(f"{n}. Rubrik {n}\n\nText om saken." for n in (4, 5, 6, 7)) + "\n"


@pytest.fixture(scope="module")
def setup() -> pipeline.Setup:
    return pipeline.Setup(rulepack.load(rulepack.builtin()), b"key", date(2026, 11, 22), ocr=lambda _: None)


def items(text: str, setup: pipeline.Setup) -> dict[str | None, tuple[Action, str | None]]:
    """The items that go or are for a person, by number, with their law."""
    examined = pipeline.examine(text.encode(), "text/plain", setup)
    return {i.section.number: (i.action, i.law) for i in examined.items if i.action is not Action.KEEP}


@pytest.mark.parametrize(
    "said",
    [
        "§§ 52–53 är sekretessbelagda.",
        "§§ 52 och 53 omfattas av sekretess.",
        "Sekretess: §§ 52, 53",
        "Paragraferna 52-53 publiceras inte.",
        "Följande paragrafer omfattas av sekretess: 52 och 53",
        "Stängda dörrar: § 52 och § 53",
        "Ej för publicering: §§ 52 och 53",
    ],
)
def test_sections_named(said: str, setup: pipeline.Setup) -> None:
    """The named go, their neighbours stay, wherever outside the items the sentence stands."""
    for text in (f"{said}\n\n{ITEMS}", f"{ITEMS}\nUnderskrifter\n\n{said}\n"):
        found = items(text, setup)
        assert set(found) == {"52", "53"}
        assert all(action is Action.REDACT for action, _ in found.values())


@pytest.mark.parametrize(
    "said",
    [
        "Ärende 4 och 6 omfattas av sekretess.",
        "Ärendena 4 samt 6 behandlas bakom stängda dörrar.",
        "Punkterna 4 och 6 hanteras i sluten session.",
        "Sekretess gäller ärende 4, 6.",
    ],
)
def test_numbers_named(said: str, setup: pipeline.Setup) -> None:
    """Items without § are named by a word, and such a sentence is no item."""
    assert set(items(f"{said}\n\n{NUMBERED}", setup)) == {"4", "6"}


def test_law_of_the_sentence(setup: pipeline.Setup) -> None:
    """The named items go by the law that the sentence cites."""
    said = "INDIVIDÄRENDEN (sekretess 26 kap. 1 § OSL gäller §§ 52–53)"
    text = ITEMS.replace("§ 52", f"{said}\n\n§ 52")
    assert items(text, setup) == dict.fromkeys(("52", "53"), (Action.REDACT, "OSL 26:1"))


def test_said_in_another_item(setup: pipeline.Setup) -> None:
    """What an item's text says of another a person sees first."""
    text = ITEMS.replace("Text om saken.", "§ 53 omfattas av sekretess.", 1)
    assert items(text, setup) == {"53": (Action.REVIEW, None)}


@pytest.mark.parametrize(
    "said",
    [
        "§§ 52–53 omfattas inte av sekretess.",
        "Ingen sekretess gäller för § 52.",
        "Sekretess gäller högst 52 år.",
        "Sekretess enligt 26 kap. 1 § OSL kan gälla, se § 52.",
        "Ledamoten deltar inte i §§ 52–53.",
        "Tjänstepersoner §§ 52–53, vid sekretess",
        "Sekretess råder i 52 av kommunens ärenden.",
    ],
)
def test_nothing_named(said: str, setup: pipeline.Setup) -> None:
    """Denials, other counts and references name no confidential item."""
    found = items(f"{said}\n\n{ITEMS}", setup)
    assert not set(found) & {"52", "53"}


def test_rows_named(setup: pipeline.Setup) -> None:
    """Rows of a table of decisions go by number; one whose columns are shifted is a row too."""
    text = (
        "Nr     Dag        Lagrum / delegation          Avser                      Beslut      Vem\n"
        "311    2 maj      10 kap. 32 § skollagen       Skolskjuts                 bifall      Ek\n"
        "312    2 maj      3 kap. 9 §                   Stöd i årskurs sju         avslag      Ek\n"
        "313    7 maj      18 kap. 27 §                 Läsår i annat land, avslag  Ek\n"
        "314    9 maj      7 kap. 11 §                  Uppskjuten skolplikt       bifall      Ek\n"
        "\nBeslut där sekretess gäller: 312, 313. Handlingarna finns i akten.\n"
    )
    assert set(items(text, setup)) == {"312", "313"}
