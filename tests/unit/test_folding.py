"""Folding shows every recognizer the same text, and leads back to the source."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redactor.domain.document import Span
from redactor.domain.folding import fold, squash

ODD = "aÅå\u030a\u0308e\u0301\u00ad\u200b\u2011\u2013\u00a0\r\n \t-_ﬁ…½ßİ０１Ⅷ\ufeff\ufffc9z"


@pytest.mark.parametrize(
    ("source", "folded"),
    [
        ("850101\u20112384", "850101-2384"),
        ("850101 \u2013 2384", "850101 - 2384"),
        ("85\u00ad01\u00ad01", "850101"),
        ("８５０１０１", "850101"),
        ("a\u030asa", "åsa"),
        ("rad\r\nrad\rrad\u2028rad", "rad\nrad\nrad\nrad"),
        ("Anna\u00a0Berg", "Anna Berg"),
        ("o\ufb03ciell", "officiell"),
        ("vanlig text: åäö", "vanlig text: åäö"),
        ("850101&#45;2386&ndash;&#x38;&nbsp;x", "850101-2386-8 x"),
        ("AT&T; &amp; &okänd;", "AT&T; &amp; &okänd;"),
    ],
)
def test_fold_unifies(source: str, folded: str) -> None:
    """Forms, dashes, blanks, breaks and invisible signs are one way of writing each."""
    assert fold(source).text == folded


@pytest.mark.parametrize(
    ("source", "pattern", "found"),
    [
        ("x 85\u00ad01\u00ad01\u20112384 y", r"\d{6}-\d{4}", "85\u00ad01\u00ad01\u20112384"),
        ("A\u030asa Berg,", "Åsa Berg", "A\u030asa Berg"),
        ("av e\u0301tt", "étt", "e\u0301tt"),
        ("ett\r\ntvå", "ett\ntvå", "ett\r\ntvå"),
        ("o\ufb03ciell", "ffi", "\ufb03"),
        ("e\u0301 abc", "a", "a"),
        ("9\u00bd1", "9", "9"),
    ],
)
def test_span_leads_back(source: str, pattern: str, found: str) -> None:
    """A folded span covers all source characters it came from."""
    folded = fold(source)
    match = re.search(pattern, folded.text)
    assert match is not None
    assert folded.span(Span(*match.span())).cut(source) == found


def test_squashed_span_ends_at_its_last_character() -> None:
    """Blanks and hyphens after the last character are not taken along."""
    text = "på Provgatan 5 - här"
    seen = squash(text)
    start = seen.text.index("provgatan5")
    assert seen.span(Span(start, start + 10)).cut(text) == "Provgatan 5"


@given(st.text(alphabet=ODD, max_size=60), st.data())
def test_every_span_is_inside_the_source(source: str, data: st.DataObject) -> None:
    """Any span of folded or squashed text leads to a span of the source that folds to it or more."""
    for view in (fold, squash):
        seen = view(source)
        if not seen.text:
            continue
        start = data.draw(st.integers(0, len(seen.text) - 1))
        end = data.draw(st.integers(start + 1, len(seen.text)))
        span = seen.span(Span(start, end))
        assert 0 <= span.start < span.end <= len(source)
        assert seen.text[start:end] in view(source[: span.end]).text[start:] or view is fold


@given(st.text(max_size=80))
def test_fold_is_stable(source: str) -> None:
    """Folding what is folded changes nothing."""
    once = fold(source).text
    assert fold(once).text == once


@pytest.mark.parametrize(
    ("source", "squashed"),
    [("Anna-Karin\n BERG", "annakarinberg"), ("Straße_7", "strasse7"), ("\u00ad- -", "")],
)
def test_squash(source: str, squashed: str) -> None:
    """Case, blanks, breaks and hyphens are gone."""
    assert squash(source).text == squashed


def test_text_that_is_folded_already_keeps_its_places() -> None:
    """Where nothing changed each offset is its own."""
    assert [fold("vanlig").offset(k) for k in (0, 3, 5)] == [0, 3, 5]
