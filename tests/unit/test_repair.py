"""Damaged text around markers: what is made whole, what is left alone, and that hits lead back."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redactor import rulepack
from redactor.analyzer import Analyzer
from redactor.analyzer.repair import repaired
from redactor.analyzer.vocabulary import skeleton, whole
from redactor.domain.document import (
    Anchored,
    Block,
    Document,
    LayerId,
    LayerKind,
    Section,
    SectionKind,
    Sha256,
    Span,
    TextLayer,
)
from redactor.domain.review import Action, Finding

BODY = LayerId("body")
HEADING = "Ansökan om stöd"
PLAIN = "Förvaltningen lämnar förslag till beslut."


@pytest.fixture(scope="module")
def analyzer() -> Analyzer:
    return Analyzer(rulepack.load(rulepack.builtin()), (), date(2026, 11, 22))


def markers(analyzer: Analyzer, body: str, heading: str = HEADING) -> tuple[Finding, ...]:
    text = f"{heading}\n\n{body}\n"
    blocks: list[Block] = []
    at = 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block(Span(at, at + len(line)), len(blocks)))
        at += len(line) + 1
    whole_text = Span(0, len(text))
    layer = TextLayer(BODY, LayerKind.BODY, text, (Anchored(whole_text, whole_text),), tuple(blocks))
    inner = Span(len(heading) + 2, len(text) - 1)
    section = Section(BODY, whole_text, SectionKind.ITEM, heading=Span(0, len(heading)), body=inner)
    found = analyzer.findings(Document(Sha256("0" * 64), "text/plain", None, (layer,)), (section,), b"key")
    return tuple(f for f in found if f.entity_type == "SEKRETESS_MARKER")


@pytest.mark.parametrize(
    "marker",
    [
        "5ekretess enligt 26 kap 1 § OSL",
        "SEKRETE55",
        "Sekrctess",
        "Sekretcss enligt 26 kap. 1 § OSL",
        "SEKRETFSS",
        "Sekretass",
        "Sekretesshelagd",
        "Hcmlig",
        "Sekretess enligt 0SL 26:l",
        "SEKRETESS enIigt 26 kap. I § OSL",
        "26 kap. 1 § offentlighets- och sekretess1agen",
        "Sekretessenligt26kap.1§OSL",
        "Omfattasavsekretess",
        "EJFÖRPUBLICERING",
        "S E K R E T E S S",
        "Omfattas av sekretess,",
        "Ärendet omfattas av sekre-\ntess.",
        "Omfattas av\nsekretess",
        "Omfattas av sekre\ntess",
        "Ej för\npublicering",
        "Indi-\nvidärende",
        "Behandlas bakom stängda\ndörrar",
        "Sekretess\nenligt 26 kap. 1 §\nOSL",
        "3\tStöd, sekretess enligt OSL 26\nkap.\tSN-2024-3\tBo Ek",
    ],
)
def test_a_damaged_marker_still_marks(analyzer: Analyzer, marker: str) -> None:
    """Misread, glued, letterspaced or broken over a line end, it takes its item."""
    found = markers(analyzer, f"{PLAIN}\n\n{marker}\n\n{PLAIN}")
    assert Action.REDACT in {f.evidence.action for f in found}


@pytest.mark.parametrize(
    "line",
    [
        "Sekreterare",
        "Sekretär",
        "Hemling",
        "Processen",
        "Intresset",
        "Sekretariatet\nenligt plan",
        "Beslutet omfattar\nsekreterarens arbete",
        "Ärendet omfattas inte av sekre-\ntess.",
        "Registrator prövar om handlingen\nomfattas av sekretess",
        "Ärendet är klart enligt\n26 av ledamöterna",
        "Sekretess-\nförbindelse",
        "0mfattas inte av 5ekretess",
    ],
)
def test_what_only_looks_like_one_is_left_alone(analyzer: Analyzer, line: str) -> None:
    """Words near a marker's, denials and questions over a line end mark nothing."""
    assert markers(analyzer, f"{PLAIN}\n\n{line}\n\n{PLAIN}") == ()


@pytest.mark.parametrize(
    ("text", "law"),
    [
        ("Sekretess enligt 0SL 26:l", "OSL 26:1"),
        ("SEKRETESS enIigt 26 kap. I § OSL", "OSL 26:1"),
        ("OSL 26 kap l $", "OSL 26:1"),
        ("OSL 26 kap I S", "OSL 26:1"),
        ("Sekretess enligt 2l kap. 7 § OSL", "OSL 21:7"),
        ("Sekretess enligt 23 kap.\n2 § offentlighets- och\nsekretesslagen.", "OSL 23:2"),
        ("Sekretess enligt 31 kap. 16 § första\nstycket OSL", "OSL 31:16 1 st"),
    ],
)
def test_the_law_is_read_through_the_damage(analyzer: Analyzer, text: str, law: str) -> None:
    """Misread figures and line breaks don't lose the section."""
    assert {f.evidence.law for f in markers(analyzer, text)} == {law}


def test_a_stamp_that_cites_an_exception_asks_for_the_law(analyzer: Analyzer) -> None:
    """OSL 10:14 is no ground, so a person decides; a ground elsewhere in the item holds."""
    found = markers(analyzer, f"{PLAIN}\n\nSEKRETESS\n10 kap. 14 § OSL")
    assert {f.evidence.action for f in found} == {Action.REVIEW}
    also = markers(analyzer, f"SEKRETESS\n10 kap. 14 § OSL\n\n{PLAIN}\n\nSekretess enligt 26 kap. 1 § OSL")
    assert Action.REDACT in {f.evidence.action for f in also}


def test_a_legend_marks_nothing_by_itself(analyzer: Analyzer) -> None:
    """What a sign means is said of those that bear it."""
    assert markers(analyzer, "Ärenden märkta med * omfattas av sekretess") == ()


@pytest.mark.parametrize(
    ("token", "word"),
    [
        ("5ekretess", "sekretess"),
        ("SEKRETE55", "SEKRETESS"),
        ("sekretess1agen", "sekretesslagen"),
        ("hernlig", "hemlig"),
        ("Sekreterare", None),
        ("omfattar", None),
        ("publicerat", None),
    ],
)
def test_a_token_is_one_of_the_words_or_none(token: str, word: str | None) -> None:
    """One letter for all that OCR confuses, then one edit in the longest stems."""
    assert whole(token) == word


def test_whole_text_needs_no_repair() -> None:
    """A page without damage costs no second reading."""
    assert repaired(f"3. {HEADING}\n\nSekretess enligt 26 kap. 1 § OSL\n\n{PLAIN}\n") is None


@given(st.text(alphabet="sekr5tEnligt 26kap.1§OSL-\nomfavI|", max_size=120), st.integers(0, 120))
def test_repaired_spans_lead_into_the_text(text: str, at: int) -> None:
    """Every character of the repaired text comes from somewhere in the damaged one, in order."""
    made = repaired(text)
    if made is None or at >= len(made.text):
        return
    span = made.span(Span(at, at + 1))
    assert 0 <= span.start < span.end <= len(text)
    if at + 1 < len(made.text):
        assert made.span(Span(at + 1, at + 2)).end >= span.start


@given(st.text(max_size=80))
def test_a_skeleton_keeps_every_place(text: str) -> None:
    """One character for one, whatever stands there."""
    assert len(skeleton(text)) == len(text)
