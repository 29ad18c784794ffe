"""Sekretess markers by place and form: what marks an item, what is only about secrecy."""

from datetime import date

import pytest

from redactor import rulepack
from redactor.analyzer import Analyzer
from redactor.domain.document import (
    Anchored,
    Block,
    Document,
    Host,
    LayerId,
    LayerKind,
    Section,
    SectionKind,
    Sha256,
    Span,
    TextLayer,
)
from redactor.domain.review import Action, Finding, Scope

BODY = LayerId("body")
ID = Sha256("0" * 64)
NUMBER = "12. "
CASE = "SN 2024-118"


@pytest.fixture(scope="module")
def analyzer() -> Analyzer:
    return Analyzer(rulepack.load(rulepack.builtin()), (), date(2026, 11, 22))


def layer(
    text: str, *, kind: LayerKind = LayerKind.BODY, name: str = "body", host: Host | None = None
) -> TextLayer:
    blocks: list[Block] = []
    at = 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block(Span(at, at + len(line)), len(blocks)))
        at += len(line) + 1
    anchors = (Anchored(Span(0, len(text)), Span(0, len(text))),) if text else ()
    return TextLayer(LayerId(name), kind, text, anchors, tuple(blocks), host)


def item(heading: str, body: str) -> tuple[TextLayer, Section]:
    """One agenda item, as structure.py gives it."""
    text = f"{NUMBER}{heading}\n\n{CASE}\n\n{body}\n"
    heading_span = Span(len(NUMBER), len(NUMBER) + len(heading))
    case_at = heading_span.end + 2
    body_at = case_at + len(CASE) + 2
    section = Section(
        BODY,
        Span(0, len(text)),
        SectionKind.ITEM,
        "12",
        Span(0, 3),
        heading_span,
        CASE,
        Span(case_at, case_at + len(CASE)),
        Span(body_at, body_at + len(body)),
    )
    return layer(text), section


def markers(
    analyzer: Analyzer, layers: tuple[TextLayer, ...], sections: tuple[Section, ...]
) -> tuple[Finding, ...]:
    found = analyzer.findings(Document(ID, "text/plain", None, layers), sections, b"key")
    marks = (f for f in found if f.entity_type == "SEKRETESS_MARKER")
    return tuple(f for f in marks if f.evidence.action is not Action.KEEP)


def of_item(analyzer: Analyzer, heading: str, body: str) -> tuple[Finding, ...]:
    text, section = item(heading, body)
    return markers(analyzer, (text,), (section,))


def verdict(found: tuple[Finding, ...]) -> Action:
    """What becomes of the item as a whole."""
    own = [f.evidence.action for f in found if f.evidence.scope is Scope.ITEM]
    return Action.REDACT if Action.REDACT in own else Action.REVIEW if own else Action.KEEP


PLAIN = "Förvaltningen lämnar förslag till beslut."

FORMS = (
    "Sekretess enligt 26 kap. 1 § OSL",
    "Sekretess 26 kap 1 § OSL",
    "sekretess enl. 26 kap 1 § OSL",
    "26 kap 1 § offentlighets- och sekretesslagen (2009:400)",
    "26 kap. 1 § offentlighets- och sekretsslagen",
    "OSL 26:1",
    "OSL 30 kap 27§",
    "OSL 26 kap 1 1 st",
    "Sekretess enligt 31 kap. 16 § första stycket",
    "Sekretess: 39 kap. 1 § OSL",
    "SEKRETESS jml 7 kap 4 § sekretesslagen (1980:100)",
    "7:4 SekrL",
    "Sekretess enligt 26 kap. 1 8 OSL",
    "Sekretess enligt 26 kap. 1 $ OSL",
    "Sekretessmarkering",
    "Omfattas av sekretess",
    "Sekretessärende",
    "Sekretessbelagd",
    "Sekretessbelagt",
    "SEKRETESS",
    "Slutet ärende",
    "Individärende",
    "Personärende",
    "Ej för publicering",
    "Hemlig",
)


@pytest.mark.parametrize("form", FORMS)
def test_a_marker_alone_on_a_line_takes_the_item(analyzer: Analyzer, form: str) -> None:
    """Under the heading, in the body and as the last line alike."""
    for body in (form, f"{PLAIN}\n\n{form}\n\n{PLAIN}", f"{PLAIN}\n\n{form}"):
        assert verdict(of_item(analyzer, "Ansökan om stöd", body)) is Action.REDACT, body


@pytest.mark.parametrize("form", (*FORMS, "sluten del", "stängda dörrar"))
def test_a_marker_in_the_heading_takes_the_item(analyzer: Analyzer, form: str) -> None:
    """In a parenthesis, after a dash, and as all of the heading."""
    headings = [f"Ansökan om stöd ({form})", f"Ansökan om stöd - {form}", f"Ansökan om stöd – {form}"]
    for heading in headings:
        assert verdict(of_item(analyzer, heading, PLAIN)) is Action.REDACT, heading


@pytest.mark.parametrize(
    "sentence",
    [
        "Ärendet omfattas av sekretess enligt 26 kap. 1 § OSL.",
        "Ärendet är sekretessbelagt.",
        "Paragrafen omfattas av sekretess.",
        "Handlingarna i ärendet omfattas av sekretess enligt OSL 39:1.",
        "Ärendet behandlas inom stängda dörrar.",
        "Nämnden har fattat beslut. Sekretess enligt 26 kap. 1 § OSL.",
    ],
)
def test_a_sentence_about_this_very_item_takes_it(analyzer: Analyzer, sentence: str) -> None:
    """What the text says of `ärendet` it says of this item."""
    assert verdict(of_item(analyzer, "Ansökan om stöd", f"{PLAIN} {sentence}")) is Action.REDACT


@pytest.mark.parametrize(
    "heading",
    [
        "Remiss om ändring i offentlighets- och sekretesslagen (2009:400)",
        "Remiss: Förslag till ändring i 26 kap. 1 § offentlighets- och sekretesslagen",
        "Rutin för hantering av skyddade personuppgifter",
        "Sekretessförbindelse för förtroendevalda",
        "Sekretess och tystnadsplikt",
        "Information om offentlighet och sekretess",
        "Sekretessavtal med leverantörer",
        "Mall för sekretessavtal",
        "Delegationsordning - tillägg enligt OSL 10:4",
        "Intern kontroll 2024 - hantering av sekretess",
        "Statistik över LVU-placeringar 2023",
        "Uppföljning av ekonomiskt bistånd för unga vuxna",
        "Riktlinjer för umgänge och vårdnad",
        "Utbildning i sekretess",
        "Ansökan om stöd (ej sekretess)",
        "Ansökan om stöd - offentlig",
        "Yttrande över betänkandet Ökad insyn (SOU 2024:16)",
        "Tillsyn enligt 9 kap. 2 § alkohollagen",
        "Motion om att inkludera hanteringen av skyddade personuppgifter i kvalitetsarbetet",
        "Motion av Disa Prov (S) om ekonomiskt bistånd",
        "Borttagen på grund av sekretess",
        "Bygglov enligt 9 kap. 30 § PBL",
        "Beslut enligt 16 kap. 1 § skollagen",
        "Individärenden och statistik första kvartalet",
        "Ny organisation för individärenden",
        "Inköp av sekretesskärmar",
        "Uppföljning av hemliga hyror",
    ],
)
def test_an_item_about_secrecy_is_public(analyzer: Analyzer, heading: str) -> None:
    """A heading that talks of secrecy or of social law, and marks nothing."""
    assert of_item(analyzer, heading, PLAIN) == ()


@pytest.mark.parametrize(
    "body",
    [
        "Enligt 26 kap. 1 § OSL gäller sekretess inom socialtjänsten, om det inte står klart att men saknas.",
        "Registrator bedömer om handlingen omfattas av sekretess innan den lämnas ut.",
        "Nämnden ansvarar för att sekretess och tystnadsplikt följs.",
        "Om ärendet omfattas av sekretess ska registrator kontaktas.",
        "Ej sekretess",
        "Omfattas inte av sekretess",
        "Ingen sekretess",
        "Offentlig",
        "Sekretess enligt 26 kap. 1 § OSL\n\nSekretessen är hävd",
        "[Borttagen på grund av sekretess]",
        "Beslutet fattas med stöd av 11 kap. 1 § socialtjänstlagen.",
        "Beslutet fattas enligt 26 kap. 1 § PBL.",
        "Delegation: beslut om utlämnande, OSL 10:4",
        "Sammanträdet börjar kl. 18:13",
        "2 kap. 11 § stadsfastighetsnämndens reglemente",
        "Sekretessen för uppgifter hos socialtjänsten regleras i 26 kap. OSL.",
        "10 kap. 27 § OSL",
    ],
)
def test_prose_about_secrecy_marks_nothing(analyzer: Analyzer, body: str) -> None:
    """Running text, a denial, another law, a time of day."""
    assert of_item(analyzer, "Redovisning av uppdrag", body) == ()


def test_what_the_item_takes_back_is_kept_and_told(analyzer: Analyzer) -> None:
    """A marker that its item lifts stays as a finding to keep, so that verification knows of it."""
    text, section = item("Ansökan om stöd", f"{PLAIN}\n\nSekretess\n\nSekretessen är hävd")
    found = analyzer.findings(Document(ID, "text/plain", None, (text,)), (section,), b"key")
    assert [(f.text, f.evidence.action, f.evidence.scope) for f in found] == [
        ("Sekretess", Action.KEEP, Scope.SPAN)
    ]
