"""The corpus in three formats: the words of the gold are in each."""

import pytest

from bench.corpus.documents import documents
from bench.corpus.formats import FORMATS
from bench.corpus.rendering import Rendered
from redactor.evaluation.words import WordList, counterparts
from redactor.formats.detect import detect
from redactor.formats.detect import of as format_of


@pytest.fixture(scope="module")
def some() -> list[Rendered]:
    """Prose with narrow columns and bars, and a template with tabs or bars."""
    wanted = ("002-", "005-", "mall-delegationslista-03", "mall-bygglov-01")
    return [made for made in documents("tuning") if made.name.startswith(wanted)]


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_the_words_are_there_in_order(name: str, some: list[Rendered]) -> None:
    """So one gold measures all three: all words, but for a few where lines of a PDF are read in columns."""
    assert len(some) == 4
    for made in some:
        content = FORMATS[name](made)
        document = format_of(detect(content, f".{name}"), None).read(content, ocr=lambda _: None)
        (body,) = [layer for layer in document.layers if layer.kind == "body"]
        words, read = WordList(made.text), WordList(body.text)
        lost = counterparts(words.keys, read.keys).count(None)
        assert lost <= (len(words) // 20 if name == "pdf" else 0), made.name


def test_a_table_is_a_table(some: list[Rendered]) -> None:
    """Rows with bars or tabs become rows of cells in Word."""
    content = FORMATS["docx"](next(made for made in some if made.name.startswith("005-")))
    document = format_of(detect(content, ".docx"), None).read(content, ocr=lambda _: None)
    assert any(block.cell is not None for layer in document.layers for block in layer.blocks)
