"""How registrars and secretaries write that an item is confidential, and how they write of other things."""

from datetime import date

import pytest

from redactor import pipeline, rulepack
from redactor.decide import OnReview
from redactor.domain.review import Action

BEFORE = "§ 10 Budget\nNämnden godkänner budgeten.\n\n"
AFTER = "\n\n§ 12 Rapport\nRapporten läggs till handlingarna.\n"
ITEM = "\nHan har slagit henne."


@pytest.fixture(scope="module")
def setup() -> pipeline.Setup:
    return pipeline.Setup(rulepack.load(rulepack.builtin()), b"key", date(2026, 11, 22), ocr=lambda _: None)


def gone(text: str, setup: pipeline.Setup) -> set[str | None]:
    examined = pipeline.examine(text.encode(), "text/plain", setup)
    return {i.section.number for i in examined.items if i.action is not Action.KEEP}


@pytest.mark.parametrize(
    "body",
    [
        "Sekretess råder i ärendet.\nHan har slagit henne.",
        "Han har slagit henne.\nParagrafen är undantagen från offentlighet.",
        "Denna paragraf publiceras inte.\nHan har slagit henne.",
        "(Denna paragraf innehåller sekretess och finns hos registrator.)\nHan har slagit henne.",
        "Sekretess: Ja\nHan har slagit henne.",
        "Sekretess: OSL 26:1\nHan har slagit henne.",
        "Offentlig: Nej\nHan har slagit henne.",
        "Sekretessgrund: 26 kap. 1 §\nHan har slagit henne.",
        "Skyddskod: OSL 26:1\nHan har slagit henne.",
        "Handlingen är hemligstämplad.\nHan har slagit henne.",
        "OBS! Sekretess\nHan har slagit henne.",
        "Ärendet avhandlas utan åhörare.\nHan har slagit henne.",
        "Åhörarna lämnar lokalen.\nHan har slagit henne. Beslutet omfattas av sekretess.",
        "Han har slagit henne.\nSekr. 26:1 OSL",
        "Han har slagit henne.\n/Sekretess/",
        "Texten i denna paragraf är sekretessbelagd och lämnas inte ut utan prövning.\nHan har slagit henne.",
        "Får inte publiceras på internet.\nHan har slagit henne.",
        "Absolut sekretess, 19 kap. 3 § andra stycket OSL, gäller tills beslut fattats.\nAnbudet är 4 mkr.",
        "Anbudssekretess till dess tilldelning skett.\nAnbudet är 4 mkr.",
        "Uppgifter om enskilds personliga förhållanden, sekretess enligt OSL kap 26.\nHan har slagit henne.",
    ],
)
def test_in_the_text(body: str, setup: pipeline.Setup) -> None:
    assert gone(f"{BEFORE}§ 11 Ansökan från sökande\n{body}{AFTER}", setup) == {"11"}


@pytest.mark.parametrize(
    "heading",
    [
        "§ 11 Ansökan (sekr.)",
        "§ 11 Ansökan – sekr.",
        "§ 11 Ansökan [sekretess]",
        "§ 11 SEKRETESS Ansökan",
        "§ 11 S Ansökan (sekretess 26:1)",
        "§ 11 Ansökan - ej webb",
        "§ 11 Ansökan, sekretessbelagt ärende",
        "§ 11 *Sekretess* Ansökan",
        "§ 11 Ansökan – omfattas av sekretess OSL 26 kap 1 §",
        "§ 11 Sekretessärende: Ansökan",
        "§ 11 Ansökan (slutet)",
        "§ 11 Ansökan (stängda dörrar)",
        "§ 11 Individärende 3",
        "§ 11 Ansökan (utan åhörare)",
        "§ 11 Ansökan (ej offentlig handling)",
        "§ 11 Ansökan (hemlig enl. 18:8 OSL)",
        "§ 11 [Sekretess OSL 26:1] Ansökan",
        "§ 11 Ansökan om bistånd {Sekretess}",
        "§ 11 Ansökan <sekretess>",
        "§ 11 Ansökan // SEKRETESS //",
        "§ 11 Ansökan\tSEKR",
        "§ 11 Ansökan      Sekretess 26:1",
    ],
)
def test_in_the_heading(heading: str, setup: pipeline.Setup) -> None:
    assert gone(f"{BEFORE}{heading}{ITEM}{AFTER}", setup) == {"11"}


@pytest.mark.parametrize(
    "statement",
    [
        "§ 11 är sekretessbelagd.",
        "Sekretess gäller för § 11.",
        "§ 11 behandlas inom stängda dörrar.",
        "Under § 11 är mötet stängt för allmänheten.",
        "§ 11 läggs inte ut på webben.",
        "Protokollet är offentligt utom § 11 som omfattas av sekretess.",
        "Slutet sammanträde: § 11",
        "Sekretess: § 11",
        "Sekretess § 11",
        "Ej för publicering: § 11",
        "§ 11 publiceras inte med hänsyn till sekretess.",
        "Ärendet i § 11 är hemligt.",
        "Sekretessärende: § 11",
        "§ 11 avhandlas utan åhörare.",
        "Paragraf 11 finns endast i det slutna protokollet.",
        "§ 11 (sekretess)",
        "Sekretessbelagda paragrafer: 11",
        "Paragraf 11 har undantagits från publicering.",
        "Mötet är offentligt med undantag för § 11.",
        "Protokollet är offentligt utom § 11.",
    ],
)
def test_in_front_of_the_items(statement: str, setup: pipeline.Setup) -> None:
    """By the item's number."""
    text = f"Protokoll\n\n{statement}\n\n{BEFORE}§ 11 Ansökan{ITEM}{AFTER}"
    assert gone(text, setup) == {"11"}


@pytest.mark.parametrize(
    ("heading", "body"),
    [
        ("Rutin för sekretess", "Rutinen antas."),
        ("Sekretessavtal med konsult", "Avtalet tecknas."),
        ("Utbildning i offentlighet och sekretess", "Hålls i maj."),
        ("Remiss om ändringar i OSL", "Yttrandet antas. Förslaget rör 26 kap. 1 § OSL."),
        ("Öppna data", "Nämnden stängde dörrarna till magasinet."),
        (
            "Klagomål",
            "Mannen fick avslag på sin begäran enligt 26 kap. 1 § OSL och har klagat på det i flera år.",
        ),
        ("Lokaler", "Slutet av året blir lugnt. Hemligt är inget."),
        ("Rapport", "Sekretessen är hävd."),
        ("Statistik", "Antalet sekretessärenden har ökat."),
        ("Avslut", "Det som inte är offentligt lämnas inte ut."),
        ("Föreläsning", "Utan åhörare blev det en kort kväll."),
    ],
)
def test_of_other_things(heading: str, body: str, setup: pipeline.Setup) -> None:
    """Items about secrecy, denials, and the same words in other senses."""
    assert gone(f"{BEFORE}§ 11 {heading}\n{body}{AFTER}", setup) == set()


def test_entry_of_a_list_without_numbers(setup: pipeline.Setup) -> None:
    """Where nothing has a number the line goes."""
    text = "Ärenden på mötet\n\n- Budget\n- Ansökan om vård (sekretess)\n- Rapport\n"
    made = pipeline.redact(text.encode(), "text/plain", setup, OnReview.REDACT).output.decode()
    assert "vård" not in made
    assert "Budget" in made
    assert "Rapport" in made


def test_begun_and_ended(setup: pipeline.Setup) -> None:
    """From one line to another."""
    text = f"{BEFORE}=== SEKRETESS BÖRJAR ===\n\n§ 11 Anbud{ITEM}\n\n=== SEKRETESS SLUTAR ==={AFTER}"
    assert gone(text, setup) == {"11"}


def test_unnamed_attachment_outside_every_item(setup: pipeline.Setup) -> None:
    """What no rule can place is for a person, about all of the document."""
    examined = pipeline.examine(
        f"Kallelse\n\nBilaga - sekretess\n\n{BEFORE}{AFTER}".encode(), "text/plain", setup
    )
    assert [i.action for i in examined.items] == [Action.REVIEW]
