"""Ways of writing that an item is confidential, and that it is not, each in a document of three items."""

from datetime import date

import pytest

from redactor import pipeline, rulepack
from redactor.domain.review import Action

FIRST = "§ 1 Budget\n\nNämnden godkänner budgeten.\n\n"
LAST = "§ 3 Rapport\n\nGodkänns.\n"


@pytest.fixture(scope="module")
def setup() -> pipeline.Setup:
    return pipeline.Setup(rulepack.load(rulepack.builtin()), b"key", date(2026, 11, 22), ocr=lambda _: None)


def gone(text: str, setup: pipeline.Setup) -> dict[str | None, str | None]:
    """The items that go or are for a person, with their law."""
    examined = pipeline.examine(text.encode(), "text/plain", setup)
    return {i.section.number: i.law for i in examined.items if i.action is not Action.KEEP}


@pytest.mark.parametrize(
    ("heading", "note"),
    [
        ("Ansökan om stöd¹", "¹ Sekretess enligt 26 kap. 1 § OSL"),
        ("Ansökan om stöd ²", "² = sekretess, OSL 26:1"),
        ("Ansökan om stöd **", "** = sekretess enligt 26 kap. 1 § OSL"),
        ("Ansökan om stöd *", "Teckenförklaring: * = sekretess, 26 kap. 1 § OSL"),
        ("[S] Ansökan om stöd", "[S] = sekretess (OSL 26:1)"),
        ("Ansökan om stöd [S]", "[S] betyder att ärendet omfattas av sekretess, 26 kap. 1 § OSL"),
        ("Ansökan om stöd (S)", "(S) = sekretess, 26 kap. 1 § OSL"),
    ],
)
def test_signs_and_their_notes(heading: str, note: str, setup: pipeline.Setup) -> None:
    """A note above or below says what a sign means, and by which law."""
    item = f"§ 2 {heading}\n\nText.\n\n"
    assert gone(f"{FIRST}{item}{LAST}\n{note}\n", setup) == {"2": "OSL 26:1"}
    assert gone(f"{note}\n\n{FIRST}{item}{LAST}", setup) == {"2": "OSL 26:1"}


@pytest.mark.parametrize(
    ("heading", "note"),
    [
        ("Motion från Anna Ek (S)", "(M) = Moderaterna, (S) = Socialdemokraterna"),
        ("Ansökan om stöd¹", "¹ Ingen sekretess"),
        ("Ansökan om stöd¹", "¹ Se bilaga 2"),
        ("**Ansökan om stöd**", "**Sekretess i kommunen** är ett ämne för nämnden"),
    ],
)
def test_signs_that_mean_something_else(heading: str, note: str, setup: pipeline.Setup) -> None:
    """A party's tag, another footnote, emphasis."""
    assert gone(f"{note}\n\n{FIRST}§ 2 {heading}\n\nText.\n\n{LAST}", setup) == {}


@pytest.mark.parametrize(
    ("title", "no", "yes"),
    [("Sekr.", "", "x"), ("OSL", "", "26:1"), ("Sekretess", "Nej", "Ja"), ("Offentlig", "ja", "nej")],
)
def test_columns(title: str, no: str, yes: str, setup: pipeline.Setup) -> None:
    """Columns that say of each row whether it is confidential, or public."""
    text = f"Nr\tÄrende\t{title}\n1\tBudget\t{no}\n2\tAnsökan\t{yes}\n3\tRapport\t{no}\n"
    assert set(gone(text, setup)) == {"2"}


@pytest.mark.parametrize(
    ("heading", "body"),
    [
        ("Ansökan", "Offentlig: nej\n\nText."),
        ("Ansökan", "Offentligt ärende: Nej\n\nText."),
        ("Ansökan", "Publiceras: Nej\n\nText."),
        ("Ansökan", "Ärendet behandlas i sluten session.\n\nText."),
        ("Ansökan (sluten session)", "Text."),
        ("Ansökan – sekr.", "Text."),
        ("Ansökan (ej för webb)", "Text."),
        ("KONFIDENTIELLT: Ansökan", "Text."),
        ("Ansökan", "Sekretess 26 kap. 1 § OSL. Handlas på rött papper.\n\nText."),
    ],
)
def test_marked(heading: str, body: str, setup: pipeline.Setup) -> None:
    """Fields, remarks and sentences of an item."""
    assert set(gone(f"{FIRST}§ 2 {heading}\n\n{body}\n\n{LAST}", setup)) == {"2"}


@pytest.mark.parametrize(
    ("heading", "body"),
    [
        ("Ansökan", "Offentlig: ja\n\nText."),
        ("Ansökan", "Publiceras: Ja\n\nText."),
        ("Ansökan", "Sekretess råder inte.\n\nText."),
        ("Val av ordförande", "Valet sker med slutna sedlar. Sluten omröstning."),
        ("Information", "Ordföranden erinrar om att sekretess gäller för det som sägs vid sammanträdet."),
        (
            "Beslut enligt 12 § LSS",
            "Enligt 4 kap. 1 §\nSoL har den enskilde rätt.\n\n§ 9 c LSS är tillämplig.",
        ),
    ],
)
def test_not_marked(heading: str, body: str, setup: pipeline.Setup) -> None:
    """Denials, other words and other laws."""
    assert gone(f"{FIRST}§ 2 {heading}\n\n{body}\n\n{LAST}", setup) == {}


@pytest.mark.parametrize(
    "group",
    [
        "Ärenden som behandlas bakom stängda dörrar",
        "SEKRETESSÄRENDEN 26 kap. 1 § OSL",
        "Individärenden – sekretess enligt 26 kap. 1 § OSL",
        "Del 2 – sekretessbelagda ärenden",
    ],
)
def test_groups(group: str, setup: pipeline.Setup) -> None:
    """Headings over several items; the formal end of the meeting is none of them."""
    text = f"{FIRST}{group}\n\n§ 2 Ansökan\n\nText.\n\n§ 3 Ansökan\n\nText.\n\n§ 4 Mötet avslutas\n\nTack.\n"
    assert set(gone(text, setup)) == {"2", "3"}


def test_stamp_right_above_a_heading(setup: pipeline.Setup) -> None:
    """Parted from the item above and not from the heading below it, a stamp is about the latter."""
    assert set(gone(f"{FIRST}SEKRETESS 26 kap. 1 § OSL\n§ 2 Ansökan\n\nText.\n\n{LAST}", setup)) == {"2"}


def test_stamp_at_an_items_end(setup: pipeline.Setup) -> None:
    """Parted from both, or from the heading below alone, it is about the item above."""
    for gap in ("\n", "\n\n"):
        text = f"{FIRST}§ 2 Ansökan\n\nText.{gap}SEKRETESS 26 kap. 1 § OSL\n\n{LAST}"
        assert set(gone(text, setup)) == {"2"}


ROUTINE = (
    "RUTIN\nHantering av skyddade personuppgifter\n\n"
    "1. Syfte\n\nNär en invånare har skyddade personuppgifter.\n\n"
    "2. Tre sorters skydd\n\n2.1 Sekretessmarkering (22 kap. 1 § OSL). En varningssignal.\n"
)


def test_routine_about_secrecy(setup: pipeline.Setup) -> None:
    """A routine describes markers; it bears none."""
    assert gone(ROUTINE, setup) == {}


def test_routine_that_is_confidential(setup: pipeline.Setup) -> None:
    """A marker at the heading, at the top, or a personnummer in it: a routine may be confidential too."""
    assert set(gone(ROUTINE.replace("2. Tre sorters skydd", "2. Larm (sekretess)"), setup)) == {"2"}
    assert set(gone(ROUTINE.replace("\n\n1.", "\n\nSekretess enligt 18 kap. 8 § OSL\n\n1."), setup)) == {None}
    assert "2" in gone(ROUTINE + "\nKim, 19900101-2385.\n", setup)
