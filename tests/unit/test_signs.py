"""Signs that a legend gives a meaning, and the lists and tables whose rows bear them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redactor import pipeline, rulepack
from redactor.domain.review import Action
from redactor.recognizers.legend import Legend

DIARY = (
    "Dagbok vecka 19\n\n{legend}\n\n"
    "Rad  Datum   Sekr.  Anteckning                           Sign.\n"
    "---------------------------------------------------------------\n"
    "1    6/5     {no}    Brandvarnarna testade. Nyckel hämtas       WK\n"
    "                    i receptionen.\n"
    "2    6/5     {yes}     Han öppnade inte kl 9 och grannen      JS\n"
    "                    ringde, orolig.\n"
    "3    7/5     {no}    Studiecirkeln börjar senare.   WK\n"
)


@pytest.fixture(scope="module")
def setup() -> pipeline.Setup:
    return pipeline.Setup(rulepack.load(rulepack.builtin()), b"key", date(2026, 11, 22), ocr=lambda _: None)


def gone(text: str, setup: pipeline.Setup) -> set[str | None]:
    examined = pipeline.examine(text.encode(), "text/plain", setup)
    return {i.section.number for i in examined.items if i.action is Action.REDACT}


@pytest.mark.parametrize(
    ("legend", "yes", "no"),
    [
        ("JA = sekretess (OSL 26:1), raden ges inte ut. NEJ = får läsas av alla.", "JA ", "NEJ"),
        ("x i tredje spalten: uppgifterna är sekretessbelagda (OSL 26:1)", "x  ", "-  "),
        ("S betyder sekretess enligt 26 kap. 1 § OSL", "S  ", "O  "),
    ],
)
def test_column_set_with_blanks(legend: str, yes: str, no: str, setup: pipeline.Setup) -> None:
    """A row goes with the lines that go on with it; the rows around it and the legend stay."""
    text = DIARY.format(legend=legend, yes=yes, no=no)
    examined = pipeline.examine(text.encode(), "text/plain", setup)
    (item,) = (i for i in examined.items if i.action is Action.REDACT)
    assert item.section.number == "2"
    assert item.law == "OSL 26:1"
    assert "ringde, orolig." in item.section.span.cut(text)


def test_sign_in_the_margin(setup: pipeline.Setup) -> None:
    """A symbol before a row's letter and number, which its case number follows in the same cell."""
    text = (
        "Rad med ■ i vänsterkanten är sekretessbelagd och lämnas inte ut med listan.\n\n"
        "  Nr    Dnr             Beslut  Fastighet      Sökande            Delegat\n"
        "  D 501 BN 2025-0711    BL      BODA 1:19      Garage             Handläggaren\n"
        "■ D 504 BN 2025-0720    BL      ASKLUNDA 3:8   Ny entré           Handläggaren\n"
        "  D 505 BN 2025-0545    AVV     BODA 2:2       Ej komplett        Handläggaren\n"
    )
    assert gone(text, setup) == {"D 504"}


def test_sign_before_the_number(setup: pipeline.Setup) -> None:
    """What is set in below a starred row goes with it."""
    text = (
        "* före ärendenummer = ärendet omfattas av 29 kap. 6 § OSL och behandlas utan åhörare\n\n"
        "   1    Upprop\n"
        "   2    Budget                               TN 2025/11\n"
        "   3    Svar på remiss                       TN 2025/140\n"
        "*  4    Överklagande                         TN 2025/171\n"
        "        Kvinnan har ledgångsreumatism.\n"
        "   5    Rutin för sekretess                  TN 2025/162\n"
        "        Rutinen är offentlig.\n"
    )
    examined = pipeline.examine(text.encode(), "text/plain", setup)
    (item,) = (i for i in examined.items if i.action is Action.REDACT)
    assert item.section.number == "4"
    assert "ledgångsreumatism" in item.section.span.cut(text)


def test_field_that_a_legend_explains(setup: pipeline.Setup) -> None:
    """A field is one about secrecy where the document says so; elsewhere its word means something else."""
    records = "".join(
        f"{n})  KS 2025/038{n}-1       In 2025-05-05\n    Avser:      {what}\n    Skydd:      {value}\n\n"
        for n, what, value in ((1, "Remiss", "N"), (2, "Larm i vattenverket", "J"), (3, "Motion", "N"))
    )
    legend = "Uppgiften efter »Skydd« anger om handlingen är belagd med sekretess. N = nej, J = ja.\n\n"
    assert gone(legend + records, setup) == {"2"}
    assert gone(records, setup) == set()


@pytest.mark.parametrize(
    "cell",
    ["*", "■", "[S]"],
)
def test_symbols_in_tables_with_tabs(cell: str, setup: pipeline.Setup) -> None:
    text = f"{cell} = sekretess\n\nNr\tDnr\tÄrende\n1\tKS 2024-1\tBudget\n2\tKS 2024-2\tKlagomål {cell}\n"
    assert gone(text, setup) == {"2"}


@pytest.mark.parametrize(
    "line",
    [
        "N = ingen sekretess",
        "4 - Sekretess",
        "§ 4: Sekretess",
        "4. Sekretess = tystnad",
        "Ärende 4 med sekretess behandlas sist",
        "Anna Ek (S) - sekretess i skolan",
        "Beslut med sekretess",
        "O = offentligt, H = hänskjuten",
        "X = ledamot röstar ja",
    ],
)
def test_no_legend(line: str) -> None:
    """Numbers, parties and denials give no sign its meaning."""
    assert list(Legend().legends(line)) == []


@pytest.mark.parametrize(
    "line",
    [
        "! = får ej publiceras på webben",
        "(S) betyder att ärendet är sekretessbelagt",
        "Ärenden markerade med S är slutna",
        "Ett kryss (x) i kolumnen Sek betyder att beslutet omfattas av sekretess",
        "Bokstaven H efter numret betyder hemlig handling",
        "*) Handlingen är sekretessbelagd",
        "O = offentligt, S = sekretess",
        "S   sekretess",
        "Ärenden med stjärna behandlas inom stängda dörrar.",
    ],
)
def test_legends(line: str) -> None:
    """Symbols, codes and words for signs, before or behind what they mean."""
    assert len(list(Legend().legends(line))) == 1


@given(st.text(alphabet="*■[]() SJXx=:\n\tsekretessOSL.1-§", max_size=120))
def test_hits_lie_in_lines_that_are_no_legends(text: str) -> None:
    """Whatever a text holds, a hit is a stretch of one line, and of no legend."""
    legends = tuple(Legend().legends(text))
    for hit in Legend().hits(text):
        found = hit.span.cut(text)
        assert found.strip()
        assert "\n" not in found
        assert not any(legend.overlaps(hit.span) for legend in legends)
