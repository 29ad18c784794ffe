"""Markers in writings that no single rule knows: what they are about goes, what stands beside it stays.

Words that begin with `kvarts` must go when a person confirms every review, those with `granit` must stay.
"""

import re
from datetime import date

import pytest

from redactor import pipeline, rulepack
from redactor.decide import OnReview
from redactor.domain.review import Action
from redactor.structure import signals

WRITINGS = {
    "word_at_an_entrys_end": """\
Beredningens lista

1 Takprojekt granit01
2 Skolresor granit02
3 Stödfamilj kvarts01 - HEMLIGT
  Förslag: kvarts02
4 Bygglov granit03
""",
    "dated_entries": """\
Journalanteckningar mars
2025-03-01 Rutinbesök granit01
2025-03-02 Samtal med modern kvarts01 [sekretessbelagt]
2025-03-03 Planering granit02
""",
    "brackets_behind_the_title": """\
Punkt 1. Ekonomi granit01
Punkt 2. Larmplan (hemlig, 18 kap. 13 § OSL) kvarts01
Punkt 3. Miljö granit02
""",
    "stamp_framed_in_stars": """\
§ 7 Köp av maskin granit01
granit02

**********************
*      HEMLIGT       *
**********************
§ 8 Vaktschema kvarts01
kvarts02

§ 9 Städning granit03
""",
    "groups": """\
Offentliga punkter
1. Skolmat granit01
2. Lov granit02

Sekretessbelagda punkter
3. Elev kvarts01
4. Elev kvarts02

Övriga punkter
5. Nästa möte granit03
""",
    "passage_in_an_item": """\
§ 1 Rapport granit01
Text granit02.
<<< HEMLIG TEXT BÖRJAR >>>
kvarts01 kvarts02
<<< HEMLIG TEXT SLUT >>>
Text granit03.

§ 2 Avslut granit04
""",
    "tags_in_a_line": """\
Vaktrapport granit01
Allt var lugnt granit02.
<sekretess>Koden är kvarts01.</sekretess> Därefter granit03.
""",
    "sentence_in_the_item": """\
Ärende 1 Lokaler granit01

Ärende 2 Avgångsvederlag kvarts01
Handlingen får ej lämnas ut.
kvarts02

Ärende 3 Julbord granit02
""",
    "abbreviated_with_law": """\
1. Upprop granit01
2. Vräkning kvarts01, sekr. enl. OSL 26:1
3. Ekonomi granit02
""",
    "divisions": """\
Del 1 – Öppna ärenden
§ 1 Budget granit01

Del 2 – Slutna ärenden
§ 2 Omhändertagande kvarts01
§ 3 Adoption kvarts02

Del 3 – Återigen öppna ärenden
§ 4 Rapport granit02
""",
    "sentence_above": """\
Ärenden 2, 4 och 5 är belagda med sekretess och läggs inte ut.

1. Inledning granit01
2. Fall kvarts01
3. Plan granit02
4. Fall kvarts02
5. Fall kvarts03
6. Slut granit03
""",
    "word_for_the_members_alone": """\
§ 4 Inköp granit01
Beslut granit02.

§ 5 Personalärende kvarts01
Konfidentiellt – endast för nämndens ledamöter.
kvarts02

§ 6 Avslut granit03
""",
    "bullets": """\
- Taxor för vatten granit01
- Skuldsanering kvarts01 (sekretess)
- Bibliotek granit02
- Hot mot rektor kvarts02 (sekretess)
""",
    "letters": """\
a) Öppnande granit01
b) Utredning kvarts01 – får ej publiceras
c) Skolskjuts granit02
""",
    "word_before_the_number": """\
SEKRETESS § 12 Förvärv kvarts01
Bud kvarts02

§ 13 Val granit01
""",
    "number_before_the_sign": """\
12 § (sekretess) Avstängning kvarts01
Skäl kvarts02

13 § Skolval granit01
""",
    "talk_of_secrecy": """\
§ 3 Avtal om städning granit01
Avtalet innehåller regler om sekretess granit02.

§ 4 Sekretesspolicy granit03
Nämnden antar policyn granit04.

§ 5 Fråga om sekretess
Nämnden finner att sekretess inte råder granit05.
""",
    "announced_paragraph": """\
Tjänsteanteckning
Allmänt om besöket granit01.

Ovanstående stycke är offentligt. Följande uppgifter omfattas av sekretess enligt 25 kap. 1 § OSL:
Patienten kvarts01 hade kvarts02.

Uppföljning sker i maj granit02.
""",
    "confidential_in_brackets": """\
Dagordning
1. Budget granit01
2. Utköp kvarts01 (förtroligt)
3. Semestrar granit02
4. *** SEKRETESS *** Tvist kvarts02
5. Avslut granit03
""",
    "line_above_the_heading": """\
§ 30 Biblioteksplan granit01

Sekretess
§ 31 Stöd till elev kvarts01
kvarts02

§ 32 Rapport granit02
""",
    "closed_to_the_public": """\
Mötet stängdes för allmänheten under §§ 5 t.o.m. 6.

§ 4 Taxor granit01

§ 5 Fall kvarts01

§ 6 Fall kvarts02

§ 7 Val granit02
""",
    "numbers_in_words": """\
Nr 1: Parkering granit01
Nr 2: Skyddat boende kvarts01. Sekretess.
Nr 3: Lekplats granit02
""",
    "no_public_document": """\
1. Budget granit01
Offentlig handling.

2. Ansökan kvarts01
Ej offentlig handling.
kvarts02

3. Plan granit02
Offentlig handling.
""",
    "next_item": """\
§ 8 Skolval granit01
OBS! Nästa paragraf omfattas av sekretess och publiceras inte.

§ 9 Elev kvarts01
kvarts02

§ 10 Val granit02
""",
    "ruled_divisions": """\
1. Öppnande granit01
--- Slutet sammanträde ---
2. Fall kvarts01
3. Fall kvarts02
--- Öppet sammanträde ---
4. Plan granit02
""",
    "behind_closed_doors": """\
Punkt 4 avhandlas bakom lyckta dörrar.

1. Upprop granit01
2. Taxor granit02
3. Plan granit03
4. Avsked kvarts01
5. Val granit04
""",
    "law_below_the_heading": """\
3.1 Lokaler granit01
3.2 Stödinsats kvarts01
    OSL 26:1
3.3 Plan granit02
""",
}


@pytest.fixture(scope="module")
def setup() -> pipeline.Setup:
    return pipeline.Setup(rulepack.load(rulepack.builtin()), b"key", date(2026, 11, 22), ocr=lambda _: None)


@pytest.mark.parametrize("name", WRITINGS)
def test_what_is_marked_goes_and_its_neighbours_stay(name: str, setup: pipeline.Setup) -> None:
    text = WRITINGS[name]
    copy = pipeline.redact(text.encode(), "text/plain", setup, OnReview.REDACT).output.decode()
    assert re.findall(r"kvarts\d+", copy) == []
    assert re.findall(r"granit\d+", copy) == re.findall(r"granit\d+", text)


@pytest.mark.parametrize(
    "line",
    [
        "2 [SEKR] Anställningens upphörande",
        "|   S E K R E T E S S  |",
        "Elevärende – får ej spridas",
        "Bistånd åt familjen Sekr.",
        "25:1 OSL Klagomål från patient",
        "Yttrande (ej för spridning utanför nämnden)",
        "Ansökan om bistånd, OSL 26:1",
        "Utredning, hemlig, maj 2024",
        "Ärendet publiceras ej på webben",
        "Sekretess: Ja",
        "Förtroligt! Sprid ej",
    ],
)
def test_form_of_a_marker(line: str) -> None:
    assert signals.marker(line) is not None


@pytest.mark.parametrize(
    "line",
    [
        "Sekretess: Nej",
        "Sekretess: -",
        "Nämnden informeras om sekretess och tystnadsplikt.",
        "Rutin för sekretess (OSL 26:1)",
        "Motion om hemliga handlingar",
        "Han berättade att uppgiften är hemlig.",
        "Kommunen följer 26 kap. 1 § OSL.",
        "Prövning av utlämnande, 10 kap. 27 § OSL",
        "Sekretessen gäller i högst 70 år",
        "Sekretess gäller inte",
        "Sekretessen (18 kap. 8 § OSL) för ritningarna är hävd.",
        "Protokoll fördes av sekr. Anna Testsson Berg",
        "--- slut sekretess ---",
        "Borttagen på grund av sekretess",
    ],
)
def test_talk_and_denials_have_no_such_form(line: str) -> None:
    assert signals.marker(line) is None


def test_what_no_rule_places_is_for_a_person(setup: pipeline.Setup) -> None:
    text = "§ 1 Budget\nNämnden beslutar.\n\n§ 2 Ansökan\nHan har slagit henne. [sekr.-handling]\n"
    examined = pipeline.examine(text.encode(), "text/plain", setup)
    assert {i.section.number: i.action for i in examined.items} == {"1": Action.KEEP, "2": Action.REVIEW}
    assert [f.evidence.rule for f in examined.findings] == ["sekretess.oplacerad"]


def test_a_stamp_alone_outside_every_item_is_about_the_document(setup: pipeline.Setup) -> None:
    """Nothing smaller can be told: what stands below may all be secret."""
    text = "Brev\n\nKONFIDENTIELLT: SPRID EJ\n\nHan har slagit henne.\n"
    copy = pipeline.redact(text.encode(), "text/plain", setup, OnReview.REDACT).output.decode()
    assert "slagit" not in copy
