"""One text in many layouts: the secret goes, every public word stays in its order, and pairs are equal."""

import datetime
import re
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path

import pytest

from redactor import ocr
from redactor.decide import OnReview
from redactor.domain.records import PLACEHOLDER
from redactor.pipeline import Setup, prove, redact
from redactor.rulepack import builtin, load
from tests.leaks.pdf_readers import drawn, pdfium, pixels, poppler, readers, squashed
from tests.pdf_layouts import LAYOUTS, Layout, lines

MEDIA_TYPE = "application/pdf"
SHORT, LONG = "Bo Ek", "Alexandrina Bartholomeusdotter af Näverdal"
"""Invented names of 5 and 42 characters."""

DIGITAL = [layout for layout in LAYOUTS if not layout.ocr]
SCANNED = [layout for layout in LAYOUTS if layout.ocr]


@cache
def setup() -> Setup:
    return Setup(load(builtin()), b"k" * 32, datetime.date(2024, 12, 1), ocr.read, terms=(SHORT, LONG))


def published(untrusted: bytes) -> bytes:
    """The verified copy."""
    draft = redact(untrusted, MEDIA_TYPE, setup(), OnReview.REDACT)
    return prove(draft.output, MEDIA_TYPE, draft.expected, setup(), untrusted).output


def words(text: str, *gone: str) -> list[str]:
    """The words in order, without those that are gone."""
    flat = " ".join(text.split())
    for string in gone:
        flat = flat.replace(string, " ")
    return re.sub(r"\[\s*\]", " ", flat).split()


def lost(before: list[str], after: list[str]) -> list[str]:
    """The words that the same reader saw before and not after, or elsewhere."""
    matcher = SequenceMatcher(a=before, b=after, autojunk=False)
    return [
        f"{' '.join(before[i1:i2])} -> {' '.join(after[j1:j2])}"
        for tag, i1, i2, j1, j2 in matcher.get_opcodes()
        if tag != "equal"
    ]


@pytest.mark.parametrize("layout", DIGITAL, ids=lambda layout: layout.name)
def test_public_words_stay(layout: Layout, tmp_path: Path) -> None:
    """By poppler and pdfium every public word is where it was, and each placeholder is read once."""
    original = layout.build(LONG)
    copy = published(original)
    before, after = tmp_path / "before.pdf", tmp_path / "after.pdf"
    before.write_bytes(original)
    after.write_bytes(copy)
    # Neither puts slanted lines in order; pypdf takes them as they were drawn.
    read = [(poppler(before), poppler(after)), (pdfium(original), pdfium(copy))]
    if not layout.ordered:
        read = [(drawn(original), drawn(copy))]
    for old, new in read:
        assert lost(words(old, LONG), words(new, PLACEHOLDER)) == []
        assert " ".join(new.split()).count(PLACEHOLDER) == " ".join(old.split()).count(LONG)


@pytest.mark.parametrize("layout", DIGITAL, ids=lambda layout: layout.name)
def test_no_reader_finds_the_name(layout: Layout, tmp_path: Path) -> None:
    """No part of the name is left for any reader."""
    copy = published(layout.build(LONG))
    for name, text in readers(copy, tmp_path):
        assert "näverdal" not in squashed(text), name
        assert "bartholomeus" not in squashed(text), name


@pytest.mark.parametrize("layout", [x for x in DIGITAL if x.exact], ids=lambda layout: layout.name)
def test_pairs_are_equal(layout: Layout) -> None:
    """A name of 5 letters and one of 42 leave the same copy, byte for byte (removal.md 1)."""
    assert published(layout.build(SHORT)) == published(layout.build(LONG))


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_a_second_walk_changes_nothing(layout: Layout) -> None:
    """The copy of a copy is the same bytes."""
    copy = published(layout.build(LONG))
    assert published(copy) == copy


@pytest.mark.parametrize("layout", SCANNED, ids=lambda layout: layout.name)
def test_scanned_words(layout: Layout) -> None:
    """OCR of the copy finds no part of the name, and at least 95 of 100 public words that it found before."""
    original = layout.build(LONG)
    old, new = pixels(original), pixels(published(original))
    assert "näverdal" not in squashed(new)
    public = {word for line in lines("") for word in line.split() if len(word) > 3}
    seen = {word for word in public if word in old}
    assert len(seen) > 40
    assert len({word for word in seen if word in new}) >= 0.95 * len(seen)
