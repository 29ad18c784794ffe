"""What says of several items, of a part or of a whole document that it is confidential; who it reaches."""

from datetime import date

import pytest

from redactor import pipeline, rulepack
from redactor.decide import OnReview
from redactor.domain.records import PLACEHOLDER
from redactor.domain.review import Action

PUBLIC = "§ 1 Budget\n\nNämnden godkänner budgeten.\n\n"
STATEMENT = "Nedanstående ärenden omfattas av sekretess enligt 26 kap. 1 § OSL."


@pytest.fixture(scope="module")
def setup() -> pipeline.Setup:
    return pipeline.Setup(rulepack.load(rulepack.builtin()), b"key", date(2026, 11, 22), ocr=lambda _: None)


def copy(text: str, setup: pipeline.Setup) -> str:
    """The copy, which its own second run leaves as it is."""
    draft = pipeline.redact(text.encode(), "text/plain", setup, OnReview.REDACT)
    again = pipeline.redact(draft.output, "text/plain", setup, OnReview.REDACT)
    assert again.output == draft.output
    pipeline.prove(draft.output, "text/plain", draft.expected, setup, text.encode())
    return draft.output.decode()


def gone(text: str, setup: pipeline.Setup) -> set[str | None]:
    examined = pipeline.examine(text.encode(), "text/plain", setup)
    return {i.section.number for i in examined.items if i.action is not Action.KEEP}


@pytest.mark.parametrize(
    "statement",
    [
        STATEMENT,
        "Följande ärenden behandlas bakom stängda dörrar:",
        "Följande paragrafer publiceras inte på webben",
        "Ärendena nedan är sekretessbelagda.",
    ],
)
def test_statement_above_items(statement: str, setup: pipeline.Setup) -> None:
    """A sentence about the items below it reaches over them, not back; formal items at the end stay."""
    text = (
        f"{PUBLIC}{statement}\n\n§ 2 Klagomål\n\nKunden bor hos sin mor.\n\n§ 3 Ansökan\n\nAvslås.\n\n"
        "§ 4 Anmälan av delegationsbeslut\n\n62 beslut.\n\n§ 5 Revision\n\nGranskad.\n"
    )
    assert gone(text, setup) == {"2", "3"}
    made = copy(text, setup)
    assert "Nämnden godkänner budgeten." in made
    assert "Granskad." in made
    assert "mor" not in made


def test_formal_item_with_traces_goes(setup: pipeline.Setup) -> None:
    """What looks formal and has a trace of secrecy, or stands before what has, goes with its group."""
    text = (
        f"{PUBLIC}{STATEMENT}\n\n§ 2 Klagomål\n\nText.\n\n§ 3 Övriga frågor\n\nInget.\n\n"
        "§ 4 Ansökan\n\nPlaceringen upphör.\n\n§ 5 Nästa möte\n\nDen 3 maj.\n"
    )
    assert gone(text, setup) == {"2", "3", "4"}


@pytest.mark.parametrize(
    "line",
    [
        "Följande ärenden omfattas inte av sekretess.",
        "Följande ärenden behandlas snabbt.",
        "Följande ärenden omfattas ofta av sekretess: bistånd och vård.",
    ],
)
def test_other_sentences_above_items(line: str, setup: pipeline.Setup) -> None:
    """A denial, another matter and a general remark hide nothing."""
    assert gone(f"{PUBLIC}{line}\n\n§ 2 Klagomål\n\nText.\n", setup) == set()


def test_group_with_a_range(setup: pipeline.Setup) -> None:
    """A group's heading that names its items reaches over these alone."""
    text = (
        f"{PUBLIC}INDIVIDÄRENDEN (sekretess 26 kap. 1 § OSL gäller §§ 2–3)\n\n"
        "§ 2 Stöd enligt 9 kap. 1 § SoL\nHan har lön.\n§ 3 Anmälan\nHon flyttar.\n\n§ 4 Övrigt\n\nFika.\n"
    )
    made = copy(text, setup)
    assert made.startswith(f"{PUBLIC}INDIVIDÄRENDEN (sekretess 26 kap. 1 § OSL gäller §§ 2–3)\n")
    assert "lön" not in made and "flyttar" not in made
    assert "§ 4 Övrigt\n\nFika." in made


def test_marked_title_outside_items(setup: pipeline.Setup) -> None:
    """A title with a marker at its end hides all of its part, a table and what follows it."""
    text = (
        "Rapport om kvartalet\n\nAntalet beslut var sju.\n\nUnderlag till tillsynen – Ej för publicering\n\n"
        "Nr\tBeslut\tKommentar\n1\t2023-08-14\tvill bo kvar\n2\t2024-01-30\thar flyttat\n\n"
        "Kommentar: se akten.\n"
    )
    made = copy(text, setup)
    assert "Antalet beslut var sju." in made
    assert "bo kvar" not in made and "akten" not in made


def test_lettered_items_with_a_star(setup: pipeline.Setup) -> None:
    """Items such as `B1*`, by a legend that stands behind them; the next letter's heading stays."""
    text = (
        "A.   Formalia\nA1   Mötet öppnas\nA2   Val av justerare\n\n"
        "B.   Ärenden   * enligt teckenförklaring\n"
        "B1*  Bemötande av jourläkare, tolk saknades på mottagningen hela dagen\nB2   Väntetider\n"
        "B3*  Begäran om stöd\n\nC.   Övrigt\nC1   Nästa möte\n\nB3*: ärendet tas i två delar.\n\n"
        "Teckenförklaring  * = sekretess, 25 kap. 1 § OSL.\n"
    )
    assert gone(text, setup) == {"B1", "B3"}
    made = copy(text, setup)
    assert f"B1*  {PLACEHOLDER}\nB2   Väntetider\nB3*  {PLACEHOLDER}\n\nC.   Övrigt\nC1   Nästa möte" in made


def test_paper_sizes_and_roads_are_no_items(setup: pipeline.Setup) -> None:
    """A letter and a number in running text begin no item."""
    text = "§ 1 Vägar\n\nE4 byggs om.\nA3 är formatet.\nB1 är årskursen.\n\n* = sekretess\n"
    examined = pipeline.examine(text.encode(), "text/plain", setup)
    assert [i.section.number for i in examined.items] == ["1"]


def test_stamp_above_an_extract(setup: pipeline.Setup) -> None:
    """The stamp at an extract's top is about its only §."""
    text = (
        "UTDRAG UR PROTOKOLL\nSocialnämnden\n\n"
        "[STÄMPEL: X STAD   SEKRETESS   26 kap 1 § OSL   Datum 2024-11-21]\n\n"
        "§ 112 Umgänge\n\nBeslut\nNämnden avslår.\n"
    )
    made = copy(text, setup)
    assert made.startswith("UTDRAG UR PROTOKOLL\nSocialnämnden\n")
    assert "avslår" not in made


def test_whole_decision(setup: pipeline.Setup) -> None:
    """A decision marked at its top goes whole; a subheading such as `Beslut` does not stay as its kind."""
    text = (
        "X KOMMUN\nNämnden\n\nOrdförandebeslut nr 7/2024\n\nSEKRETESS\n\nVård\nDnr ON-2024-0311\n\nText.\n\n"
        "Mer text.\n\nÄnnu mer.\n\nBeslut\nBarnet flyttas.\n"
    )
    made = copy(text, setup)
    assert "Ordförandebeslut nr 7/2024" in made
    assert "Barnet" not in made and "\nBeslut" not in made


def test_remark_on_part_of_an_attachment(setup: pipeline.Setup) -> None:
    """What the marker is about stands behind it, and its `ej` denies nothing."""
    text = "Bilaga B – sekretess 39 kap. 5 b § OSL (i fråga om sökande ej slutkandidater)\n\nHemlig text.\n"
    assert "Hemlig" not in copy(text, setup)


def test_contents_with_a_stamp_behind_wide_blanks(setup: pipeline.Setup) -> None:
    """A marker in a column of its own goes with the entry's heading; leader and page number stay."""
    text = (
        "INNEHÅLL\n\n§ 1   Val av justerare ................... 3\n"
        "§ 2   Stöd, familjen Ek   SEKRETESS ......... 6\n"
        "§ 3   Budget ............................. 7\n\n"
        "§ 1\nVal av justerare\nEk väljs.\n\n§ 2\nStöd\nBeviljas.\n\n"
        "§ 3\nBudget\nAntas.\n"
    )
    made = copy(text, setup)
    assert f"§ 2   {PLACEHOLDER} ......... 6\n" in made
    assert f"§ 2\n{PLACEHOLDER}\n{PLACEHOLDER}\n" in made


def test_marker_in_the_head_of_a_letter(setup: pipeline.Setup) -> None:
    """Of a document in parts without numbers the first part's marker is about all; a later part's is not."""
    marker = "Sekretess enligt 26 kap. 1 § OSL"
    letter = (
        "# X STAD\n\n{}\n\nTill rätten.\n\n# OMSTÄNDIGHETER\n\n{}\n\nHan bor i X.\n\n# BEVISNING\n\nBifall.\n"
    )

    def kinds(text: str) -> set[str]:
        examined = pipeline.examine(text.encode(), "text/markdown", setup)
        return {i.section.kind for i in examined.items if i.action is not Action.KEEP}

    assert kinds(letter.format(marker, "Text.")) == {"document"}
    assert kinds(letter.format("Text.", marker)) == {"heading"}
