# ruff: noqa: E501 - a test document stands on one line
"""What holds of the sections of any document."""

import time
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from redactor.domain.document import Section, SectionKind
from tests.unit.structure.build import Para, plain, word

LINES = st.sampled_from(
    [
        "", "", "1. Val av justerare", "2. Ansökan", "3. Budget**4. Vård****SN-2024-4****Sammanfattning**", "§ 5 Plan",
        "§ 6 Ärendenummer SN-2024-6", "SN-2024-7", "Dnr SN 2024/8", "Beslut", "1. Bifall.", "2. Avslag.", "**Rubrik**",
        "Information", "Underskrifter", "Beslutande\tSiv Ek (S)", "Ersättare", "Innehåll", "1. Val ..... 3", "Bilaga 1 Karta",
        "- Bilaga A – Karta", "| 1 | Val | SN 2024/1 |", "3\tVal\tSN 2024/1", "## 4. Rubrik", "# Sekretessärenden", "**", "§",
        "705 Ansökan", "706", "Ärende 4", "8 12 Ansokan", "\u00ad§\u00a012\u00ad Rubrik", "****", "7. ", "Text som inte är något särskilt.",
    ]
)  # fmt: skip
FREE = st.text(alphabet="§123.)ABab *\t|#-–\u00ad\u00a0åÖ/:(", max_size=25)
TEXTS = st.lists(st.one_of(LINES, FREE), max_size=30).map("\n".join)
LABELS = st.sampled_from(["", "", "1.", "2.", "3.", "§ 4", "•"])
PARAGRAPHS = st.lists(
    st.builds(
        Para,
        st.one_of(LINES, FREE).map(lambda line: line.replace("|", " ")),
        level=st.sampled_from([None, None, 1, 2]),
        bold=st.booleans(),
        label=LABELS,
        style=st.sampled_from(["", "Normal", "toc 1", "Rubrik"]),
        cell=st.one_of(st.none(), st.tuples(st.just(0), st.integers(0, 3), st.integers(0, 2))),
    ),
    max_size=25,
)


def _check(text: str, sections: tuple[Section, ...]) -> None:
    last = 0
    for section in sections:
        assert section.span.end <= len(text)
        parts = [section.number_span, section.heading, section.case_span, section.body, *section.emptied]
        placed = sorted(part for part in parts if part is not None)
        for before, after in pairwise(placed):
            assert before.end <= after.start, section.kind
        if section.kind is SectionKind.ITEM:
            assert section.span.start >= last
            last = section.span.end
        if section.body is not None:
            assert section.body.cut(text) == section.body.cut(text).strip()


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_spans_of_a_text(text: str) -> None:
    """Sections lie within the text, items don't overlap, the parts of a section are disjoint."""
    _check(text, plain(text).sections)


@settings(max_examples=150, deadline=None)
@given(PARAGRAPHS)
def test_spans_of_a_word_document(paragraphs: list[Para]) -> None:
    """The same holds with styles, automatic numbers and tables."""
    read = word(*paragraphs)
    _check(read.text, read.sections)


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_sections_are_a_function_of_the_text(text: str) -> None:
    """The same text has the same sections."""
    assert plain(text).sections == plain(text).sections


def test_time_grows_with_the_text() -> None:
    """Ten times the text takes about ten times as long."""
    one = "".join(
        f"{n}. Ansökan {n}\n\nSN-2024-{n}\n\nBeslut\n\n1. Bifall.\n2. Justeras.\n\n" for n in range(1, 200)
    )

    def seconds(text: str) -> float:
        start = time.process_time()
        plain(text)
        return time.process_time() - start

    seconds(one)
    assert seconds(one * 10) < 25 * max(seconds(one), 0.02)


@given(st.sampled_from(" .\t*_-§("), st.sampled_from(["", "Ärende", "Bilaga", "3. A", "Dnr", "1", "§"]))
@settings(max_examples=40, deadline=None)
def test_long_runs_of_one_sign(sign: str, before: str) -> None:
    """A long run of blanks or dots costs no more than other text."""
    start = time.process_time()
    plain(f"{before}{sign * 20_000}x 1\n" * 3)
    assert time.process_time() - start < 2
