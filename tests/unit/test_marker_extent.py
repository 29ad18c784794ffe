"""Markers at an item's end or in another place than the item; of groups, messages, attachments."""

from datetime import date

import pytest

from redactor import pipeline, rulepack
from redactor.domain.document import SectionKind
from redactor.domain.review import Action


@pytest.fixture(scope="module")
def setup() -> pipeline.Setup:
    return pipeline.Setup(rulepack.load(rulepack.builtin()), b"key", date(2026, 11, 22), ocr=lambda _: None)


def gone(text: str, setup: pipeline.Setup) -> dict[str | None, Action]:
    examined = pipeline.examine(text.encode(), "text/plain", setup)
    return {i.section.number: i.action for i in examined.items if i.action is not Action.KEEP}


PUBLIC = "§ 1   Dagordning\nGodkänns.\n\n"
AFTER = "\n\n§ 3   Yttrande\nTexten är offentlig.\n"


@pytest.mark.parametrize(
    ("end", "action"),
    [
        ("Direktionen beslutar att avvakta. 39 kap. 2 § OSL.", Action.REDACT),
        ("Direktionen beslutar att protokollet hålls slutet (18 kap. 13 § OSL).", Action.REDACT),
        ("Direktionen beslutar att avslå begäran (39 kap. 2 § OSL).", Action.REVIEW),
        ("Direktionen prövar begäran enligt 39 kap. 2 § OSL innan årets slut.", None),
        ("Direktionen beslutar. 10 kap. 27 § OSL.", None),
        ("Direktionen beslutar enligt 5 kap. 2 § kommunallagen.", None),
    ],
)
def test_law_at_an_items_end(end: str, action: Action | None, setup: pipeline.Setup) -> None:
    """A ground as a sentence of its own marks; in brackets a person must see it; in prose it is talk."""
    found = gone(f"{PUBLIC}§ 2   Uppföljning\nHan har kallats till samtal.\n{end}{AFTER}", setup)
    assert found == ({"2": action} if action else {})


@pytest.mark.parametrize(
    "line",
    [
        "§ 2 redovisas i separat, ej publicerat protokoll.",
        "§ 2 förs i särskilt sekretessbelagt protokoll.",
        "§ 2 är borttagen i den version som publiceras.",
    ],
)
def test_items_kept_elsewhere(line: str, setup: pipeline.Setup) -> None:
    """What a line in front says of an item's record, by its number."""
    text = f"Protokoll\n\n{line}\n\n{PUBLIC}§ 2   Uppföljning\nHan har kallats till samtal.{AFTER}"
    assert gone(text, setup) == {"2": Action.REDACT}


def test_attachment_named_outside_every_item(setup: pipeline.Setup) -> None:
    """A report has no items; what it says of its attachment reaches that attachment alone."""
    text = (
        "Tjänsteskrivelse\n\nSammanfattning\n"
        "Rapporten finns i bilaga 1 och omfattas av sekretess enligt 18 kap. 8 § OSL.\n\n"
        "Ekonomi\nÅtgärderna ryms i budget.\n\n"
        "Bilaga 1: Granskningsrapport\n\nFynd A  Lösenordet är oförändrat.\n\n"
        "Bilaga 2: Plan\n\nArbetet följs upp.\n"
    )
    examined = pipeline.examine(text.encode(), "text/plain", setup)
    (item,) = (i for i in examined.items if i.action is not Action.KEEP)
    assert (item.section.kind, item.section.number) == (SectionKind.ATTACHMENT, "1")
    assert "Lösenordet" in item.section.span.cut(text)
    assert "Plan" not in item.section.span.cut(text)


def test_attachment_to_minutes_that_calls_itself_secret(setup: pipeline.Setup) -> None:
    text = (
        "1. Öppnande\nMötet öppnas.\n\n2. Nästa möte\nDen 22 maj.\n\n"
        "Vid protokollet Eva Lind, punkt 1, Ove Berg, punkt 2\n\n"
        "Bilaga 7 till protokoll 3 / 2025\nHemlig. Får ej lämnas ut utan prövning av VD.\n"
        "a) Elva störningsrapporter.\n"
    )
    examined = pipeline.examine(text.encode(), "text/plain", setup)
    (item,) = (i for i in examined.items if i.action is not Action.KEEP)
    assert "störningsrapporter" in item.section.span.cut(text)
    assert "Nästa möte" not in item.section.span.cut(text)


def test_attachment_in_a_list_that_ends_with_the_word(setup: pipeline.Setup) -> None:
    """An entry of a list goes alone, not the whole document."""
    text = (
        "Nr\tDnr\tÄrende\n2\tSN 2024-2\tBudget\n3\tSN 2024-3\tFörsäljning\n\nBILAGOR\n"
        "Till ärende 2: tabell\nBilaga 3a till ärende 3: värdering av stugan. Sekretess.\n"
        "Nästa möte den 17 december.\n"
    )
    assert gone(text, setup) == {"3a": Action.REDACT}


@pytest.mark.parametrize(
    "heading",
    [
        "SLUTNA ÄRENDEN (handlingarna är undantagna från offentlighet, OSL 39:2 och 19:7)",
        "Del 2. Slutet sammanträde",
        "Avdelning B: Ej offentliga ärenden",
        "Grupp 2 – omfattas av sekretess",
        "Block B – sekretess enligt 25 kap. 1 § OSL gäller för hela gruppen",
        "=== SLUTET PROTOKOLL ===",
        "Utan åhörare",
    ],
)
def test_closed_part(heading: str, setup: pipeline.Setup) -> None:
    """All items of a closed part go, up to where the meeting is open again."""
    text = (
        f"Öppen del\n\nI.   Budget, KS 2025:1\n     Godkänns.\n\n"
        f"II.  Rapport, KS 2025:2\n     Bra.\n\n{heading}\n\n"
        "III. Avtal, KS 2025:3\n     Tolv månadslöner.\n\nIV.  Lön, KS 2025:4\n     Tak.\n\n"
        "Åter öppna ärenden\n\nV.   Möten\n     Fyra.\n"
    )
    assert gone(text, setup) == {"III": Action.REDACT, "IV": Action.REDACT}


def test_message_marked_in_its_subject(setup: pipeline.Setup) -> None:
    head = "Från: A\nTill: B\nDatum: i dag\nÄmne: {0}Möte\n\nText {1}.\n\n"
    text = head.format("", "ett") + head.format("[SEKR] ", "två") + head.format("SV: ", "tre")
    examined = pipeline.examine(text.encode(), "text/plain", setup)
    (item,) = (i for i in examined.items if i.action is Action.REDACT)
    assert "Text två." in item.section.span.cut(text)


def test_guide_to_secrecy(setup: pipeline.Setup) -> None:
    """What explains secrecy marks nothing by its examples, whole paragraphs with numbers too."""
    text = (
        "STÖDMATERIAL TILL FÖRTROENDEVALDA\nSekretess i valet\n\n"
        "1  Röstlängden. En person med skyddade personuppgifter finns inte på skärmen. Fråga kansliet.\n\n"
        "2  Akten. Så skrivs ett avslag. Uppgifterna omfattas av sekretess.\n\n3  Kuvertet. Två läser.\n"
    )
    assert gone(text, setup) == {}
