"""Signs with legends, columns, fields and checkboxes in many writings: what they mark goes, all else stays.

Words that begin with `kvarts` are of items that must go, those with `granit` of items that must stay.
"""

import io
import re
from datetime import date

import docx
import pytest

from redactor import pipeline, rulepack
from redactor.decide import OnReview
from redactor.domain.openness import Asks, asks, choice, is_secret

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

WRITINGS = {
    "sign named in words, no numbers": (
        "Lås efter rubriken betyder sekretess\n"
        "\n"
        "Budget granit01\n"
        "Bistånd kvarts01 🔒\n"
        "  mer kvarts03\n"
        "Taxor granit02\n"
        "Vräkning kvarts02 🔒\n"
    ),
    "sign after the number, legend behind": (
        "Ärenden\n"
        "1. Budget granit01\n"
        "2. # Bistånd kvarts01\n"
        "3. Taxor granit02\n"
        "4. # Vräkning kvarts02\n"
        "\n"
        "Sekretess markeras med #\n"
    ),
    "letters after bare numbers": (
        "Ärendelista. Sekretessärenden är märkta med bokstaven S, öppna med Ö.\n"
        "\n"
        "1 Ö Budget granit01\n"
        "2 S Bistånd kvarts01\n"
        "3 Ö Taxor granit02\n"
        "4 S Vräkning kvarts02\n"
        "5 Ö Slut granit03\n"
    ),
    "several bracketed signs on a line": (
        "Teckenförklaring: Ö = öppen handling; H = hemlig handling; T = internt\n"
        "\n"
        "§ 1 Budget (Ö) granit01\n"
        "§ 2 Bistånd kvarts01 (H)\n"
        "§ 3 Taxor granit02 (T)\n"
        "§ 4 Vräkning kvarts02 (H)\n"
    ),
    "note with bracket": (
        "Kallelse\n"
        "4. Budget granit01\n"
        "5.* Bistånd kvarts01\n"
        "6. Taxor granit02\n"
        "7.* Vräkning kvarts02\n"
        "\n"
        "*) handlingen är hemlig\n"
    ),
    "bracketed symbol": (
        "(!) = får inte publiceras\n"
        "\n"
        "Punkt 1 Budget granit01\n"
        "Punkt 2 (!) Bistånd kvarts01\n"
        "Punkt 3 Taxor granit02\n"
    ),
    "two signs of the same kind": (
        "Dagordning\n"
        "\n"
        "1. Budget granit01\n"
        "2. Bistånd kvarts01 **\n"
        "3. Taxor granit02 *\n"
        "4. Vräkning kvarts02 **\n"
        "\n"
        "* = bilaga finns\n"
        "** = sekretess, handlingarna delas ut på mötet\n"
    ),
    "signs without relation, lines without numbers": (
        "Symboler: ▲ sekretess, ▽ offentlig\n"
        "\n"
        "▲ Umgänge kvarts01\n"
        "▽ Budget granit01\n"
        "▲ LVU kvarts02\n"
        "▽ Delegationer granit02\n"
    ),
    "letters after case numbers": (
        "Postlista\n"
        "A = allmän   S = skyddad uppgift\n"
        "\n"
        "2024-1 A Skrivelse om väg granit01\n"
        "2024-2 S Anmälan kvarts01\n"
        "2024-3 A Remiss granit02\n"
    ),
    "letter glued to the number": (
        "Ärenden där numret följs av x omfattas av sekretess.\n"
        "\n"
        "1 Upprop granit01\n"
        "2x Bistånd kvarts01\n"
        "3 Budget granit02\n"
        "4x LVU kvarts02\n"
        "5 Slut granit03\n"
    ),
    "sign before paragraphs": (
        "Paragrafer med understruket utropstecken (!) lämnas inte ut.\n"
        "\n"
        "§ 11 Lokaler granit01\n"
        "! § 12 Bistånd kvarts01\n"
        "avslag kvarts02\n"
        "§ 13 Ekonomi granit02\n"
    ),
    "dagger and a note with the law": (
        "1. Budget granit01\n"
        "2. Bistånd kvarts01 †\n"
        "3. Taxor granit02\n"
        "\n"
        "† Handlingarna omfattas av sekretess enligt 26 kap. 1 § OSL\n"
    ),
    "note that denies": (
        "# Ärendelista\n"
        "\n"
        "1. Budget granit01\n"
        "2. Rutin för sekretess granit02 *\n"
        "3. Skolplan granit03\n"
        "\n"
        "* Ärendet kommer från presidiet, ingen sekretess\n"
    ),
    "sign shown in brackets": (
        "Ärenden med hänglås (🔒) är sekretessbelagda.\n"
        "\n"
        "🔒 § 5 Bistånd kvarts01\n"
        "Beslut kvarts02\n"
        "§ 6 Budget granit01\n"
        "🔒 § 7 LVU kvarts03\n"
        "§ 8 Taxor granit02\n"
    ),
    "records, public or not": (
        "Postlista vecka 9\n"
        "\n"
        "Dnr: KS 2025-101\n"
        "Avsändare: Trafikverket\n"
        "Ärende: Remiss om väg granit01\n"
        "Offentlig handling: Ja\n"
        "\n"
        "Dnr: KS 2025-102\n"
        "Avsändare: kvarts01\n"
        "Ärende: Anmälan kvarts02\n"
        "Offentlig handling: Nej\n"
        "\n"
        "Dnr: KS 2025-103\n"
        "Avsändare: Boverket\n"
        "Ärende: Enkät granit02\n"
        "Offentlig handling: Ja\n"
    ),
    "boxes after their label": (
        "Nr: 1\n"
        "Ärende: Bokslut granit01\n"
        "Sekretess: [ ] Ja [x] Nej\n"
        "---\n"
        "Nr: 2\n"
        "Ärende: Umgänge kvarts01\n"
        "Sekretess: [x] Ja [ ] Nej\n"
        "---\n"
        "Nr: 3\n"
        "Ärende: Taxor granit02\n"
        "Sekretess: [ ] Ja [x] Nej\n"
    ),
    "boxes without label": (
        "Ärende: Bokslut granit01\n"
        "☒ Offentlig ☐ Sekretess\n"
        "\n"
        "Ärende: Umgänge kvarts01\n"
        "☐ Offentlig ☒ Sekretess\n"
        "\n"
        "Ärende: Taxor granit02\n"
        "☒ Offentlig ☐ Sekretess\n"
    ),
    "boxes behind their words": (
        "Ärende 1: Bokslut granit01\n"
        "Sekretess Ja ☐ Nej ☒\n"
        "\n"
        "Ärende 2: Umgänge kvarts01\n"
        "Sekretess Ja ☒ Nej ☐\n"
        "\n"
        "Ärende 3: Taxor granit02\n"
        "Sekretess Ja ☐ Nej ☒\n"
    ),
    "law in a field": (
        "Beslut nr 14\n"
        "Avser: lokalhyra granit01\n"
        "Sekretessgrad: Ingen\n"
        "\n"
        "Beslut nr 15\n"
        "Avser: stödinsats kvarts01\n"
        "Sekretessgrad: 26 kap. 1 §\n"
        "\n"
        "Beslut nr 16\n"
        "Avser: skyltar granit02\n"
        "Sekretessgrad: Ingen\n"
    ),
    "may be published": (
        "Datum: 3/2\n"
        "Vad: Städdag granit01\n"
        "Får publiceras: Ja\n"
        "\n"
        "Datum: 4/2\n"
        "Vad: Samtal med kvarts01\n"
        "Får publiceras: Nej\n"
        "\n"
        "Datum: 5/2\n"
        "Vad: Taxor granit02\n"
        "Får publiceras: Ja\n"
    ),
    "class by word": (
        "1. Bokslut granit01\n"
        "   Klassning: Öppen\n"
        "2. Umgänge kvarts01\n"
        "   Klassning: Sekretess\n"
        "3. Taxor granit02\n"
        "   Klassning: Öppen\n"
    ),
    "abbreviated field": (
        "1. Bokslut granit01\n   Sekr: N\n2. Umgänge kvarts01\n   Sekr: J\n3. Taxor granit02\n   Sekr: -\n"
    ),
    "round boxes": (
        "§ 4 Bokslut granit01\n"
        "( ) Sekretess (x) Offentligt\n"
        "\n"
        "§ 5 Umgänge kvarts01\n"
        "(x) Sekretess ( ) Offentligt\n"
        "\n"
        "§ 6 Taxor granit02\n"
        "( ) Sekretess (x) Offentligt\n"
    ),
    "question": (
        "§ 4 Bokslut granit01\n"
        "Är ärendet offentligt? Ja\n"
        "\n"
        "§ 5 Umgänge kvarts01\n"
        "Är ärendet offentligt? Nej\n"
        "\n"
        "§ 6 Taxor granit02\n"
        "Är ärendet offentligt? Ja\n"
    ),
    "answer with law": (
        "§ 4 Bokslut granit01\n"
        "Sekretess: Ingen\n"
        "\n"
        "§ 5 Umgänge kvarts01\n"
        "Sekretess: Ja, 26 kap. 1 § OSL\n"
        "\n"
        "§ 6 Taxor granit02\n"
        "Sekretess: –\n"
    ),
    "records all public": (
        "Ärende: Bokslut granit01\n"
        "Handlingstyp: Allmän\n"
        "Sekretess: Nej\n"
        "\n"
        "Ärende: Taxor granit02\n"
        "Handlingstyp: Allmän\n"
        "Sekretess: Nej\n"
    ),
    "semicolons with law": (
        "Nr;Dnr;Ärendemening;Skydd\n"
        "1;KS 2025-1;Bokslut granit01;\n"
        "2;KS 2025-2;Umgänge kvarts01;OSL 26:1\n"
        "3;KS 2025-3;Taxor granit02;\n"
    ),
    "semicolons, published": (
        "Nr;Ärende;Publ.\n1;Bokslut granit01;J\n2;Umgänge kvarts01;N\n3;Taxor granit02;J\n"
    ),
    "class column": (
        "| Nr | Ärende | Klass |\n"
        "|---|---|---|\n"
        "| 1 | Bokslut granit01 | Ö |\n"
        "| 2 | Umgänge kvarts01 | S |\n"
        "| 3 | Taxor granit02 | Ö |\n"
        "\n"
        "Ö öppen, S sekretess\n"
    ),
    "rows without numbers": (
        "Ärende\tFöredragande\tSekretess\n"
        "Bokslut granit01\tekonomichef\tNej\n"
        "Umgänge kvarts01\tsocialchef\tJa\n"
        "Nya riktlinjer för skolan granit02\trektor\tNej\n"
    ),
    "blanks, public column": (
        "Ärende            Föredragande     Offentlig\n"
        "Bokslut granit01  ekonomichef      Ja\n"
        "Vräkning kvarts01 socialchef       Nej\n"
        "Taxor granit02 rektor           Ja\n"
    ),
    "blanks, two columns": (
        "Ärende                 Sekr\n"
        "Bokslut granit01        \n"
        "Vräkning kvarts01       X\n"
        "Taxor granit02       \n"
    ),
    "law column with bare law": (
        "Paragraf\tRubrik\tOSL\n"
        "§ 1\tBokslut granit01\t\n"
        "§ 2\tUmgänge kvarts01\t26:1\n"
        "§ 3\tTaxor granit02\t\n"
        "§ 4\tLVU kvarts02\t26 kap. 1 §\n"
    ),
    "open or closed": (
        "| § | Ärende | Öppet/slutet |\n"
        "|---|---|---|\n"
        "| 1 | Bokslut granit01 | Öppet |\n"
        "| 2 | Umgänge kvarts01 | Slutet |\n"
        "| 3 | Taxor granit02 | Öppet |\n"
    ),
    "web column": (
        "Nr\tÄrende\tLäggs ut på webben\n"
        "1\tBokslut granit01\tJa\n"
        "2\tUmgänge kvarts01\tNej\n"
        "3\tTaxor granit02\tJa\n"
    ),
    "word in another column": (
        "Nr\tÄrende\tHandlingar\n"
        "1\tBokslut granit01\tbifogas\n"
        "2\tUmgänge kvarts01\tsekretess\n"
        "3\tTaxor granit02\tbifogas\n"
    ),
    "classes by figure": (
        "Nr\tÄrende\tSkyddsklass\n"
        "1\tBokslut granit01\t0\n"
        "2\tUmgänge kvarts01\t2\n"
        "3\tTaxor granit02\t0\n"
        "\n"
        "Skyddsklass 0 = öppen, 1 = intern, 2 = sekretess\n"
    ),
}


@pytest.fixture(scope="module")
def setup() -> pipeline.Setup:
    return pipeline.Setup(rulepack.load(rulepack.builtin()), b"key", date(2026, 11, 22), ocr=lambda _: None)


def words(text: str, beginning: str) -> set[str]:
    return set(re.findall(rf"{beginning}\d+", text))


@pytest.mark.parametrize("name", WRITINGS)
def test_what_is_marked_goes(name: str, setup: pipeline.Setup) -> None:
    """The copy has no word of a marked item and every word of the others, and proves so."""
    source = WRITINGS[name]
    draft = pipeline.redact(source.encode(), "text/plain", setup, OnReview.REDACT)
    copy = draft.output.decode()
    assert words(copy, "kvarts") == set()
    assert words(copy, "granit") == words(source, "granit")
    pipeline.prove(draft.output, "text/plain", draft.expected, setup, source.encode())


@pytest.mark.parametrize("cells", [("Publ.", "J", "N"), ("Klass", "Ö", "S"), ("Skydd", "", "OSL 26:1")])
def test_columns_of_word_tables(cells: tuple[str, str, str], setup: pipeline.Setup) -> None:
    """A row of a Word table goes by its cell below a title that asks who may read."""
    title, public, secret = cells
    made = docx.Document()
    rows = [("Ärende", "Föredragande", title), ("Taxor granit01", "ekonomichef", public)]
    rows += [("Umgänge kvarts01", "socialchef", secret), ("Bokslut granit02", "rektor", public)]
    table = made.add_table(len(rows), 3)
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    copy = _redacted(made, setup)
    assert (words(copy, "kvarts"), words(copy, "granit")) == (set(), {"granit01", "granit02"})


def test_signs_of_word_lines(setup: pipeline.Setup) -> None:
    """Signs before numbers in paragraphs of a Word document."""
    made = docx.Document()
    for line in ("■ = sekretess", "□ 1 Taxor granit01", "■ 2 Umgänge kvarts01", "□ 3 Bokslut granit02"):
        made.add_paragraph(line)
    copy = _redacted(made, setup)
    assert (words(copy, "kvarts"), words(copy, "granit")) == (set(), {"granit01", "granit02"})


def _redacted(made: "docx.document.Document", setup: pipeline.Setup) -> str:
    source, copy = io.BytesIO(), io.BytesIO()
    made.save(source)
    copy = io.BytesIO(pipeline.redact(source.getvalue(), WORD, setup, OnReview.REDACT).output)
    read = docx.Document(copy)
    cells = [cell.text for table in read.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in read.paragraphs), *cells])


@pytest.mark.parametrize(
    ("label", "asked"),
    [
        ("Sekr. (J/N)", Asks.SECRET),
        ("Omfattas av sekretess", Asks.SECRET),
        ("Är ärendet offentligt", Asks.OPEN),
        ("Läggs ut på webben", Asks.OPEN),
        ("Öppet/slutet", Asks.LEVEL),
        ("Skydd", Asks.LEVEL),
        ("Sekretessavtal", None),
        ("Offentlighet och sekretess", None),
        ("Klassrum", None),
        ("Ja", None),
    ],
)
def test_labels(label: str, asked: Asks | None) -> None:
    """A label asks who may read, or is about something else."""
    assert asks(label) is asked


@pytest.mark.parametrize(
    ("asked", "value", "said"),
    [
        (Asks.SECRET, "Ja, 26 kap. 1 §", True),
        (Asks.SECRET, "Nej (OSL prövad)", False),
        (Asks.SECRET, "-", False),
        (Asks.SECRET, "Delvis", None),
        (Asks.OPEN, "nej, sekretess", True),
        (Asks.OPEN, "Ja", False),
        (Asks.OPEN, "", None),
        (Asks.LEVEL, "S", True),
        (Asks.LEVEL, "Öppen", False),
        (Asks.LEVEL, "J", None),
        (Asks.LEVEL, "OSL 26:1", True),
    ],
)
def test_values(asked: Asks, value: str, said: bool | None) -> None:
    """What a value says depends on what its label asks."""
    assert is_secret(asked, value) is said


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Sekretess: [ ] Ja [x] Nej", False),
        ("Sekretess Ja ☒ Nej ☐", True),
        ("☐ Offentlig ☒ Sekretess", True),
        ("Offentlig [x] Sekretess [ ]", False),
        ("Offentlig: ☐ Ja ☒ Nej", True),
        ("☐ Sekretess", None),
        ("[x] Sekretessförbindelse", None),
        ("☒ Offentlig ☒ Sekretess", None),
    ],
)
def test_ticked_boxes(line: str, said: bool | None) -> None:
    """The ticked box decides, whether boxes stand before or behind their words."""
    chosen = choice(line)
    assert chosen is not None
    assert chosen.is_secret() is said
