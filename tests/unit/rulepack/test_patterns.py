"""Which patterns a pack may bring."""

import time

import pytest
import regex

from redactor.rulepack.folds import ANY_CASE
from redactor.rulepack.patterns import problem_of


@pytest.mark.parametrize(
    "pattern",
    [
        r"sekretess",
        r"(?<!\w)OSL\s{0,3}(?P<kap>\d{1,2}):(?P<par>\d{1,2})(?!\w)",
        r"(?:a+b){1,4}",
        r"(?:[A-Z][a-z]{1,20}\s)+",
        r"(?>a+)+b",
        r"(?:a++)+b",
        r"[(+*]+\)+",
        r"\(a+\)+",
        r"(?i)a+(?:b|c+)d",
        r"(?:a+)(?:b)+",
        r"[]+(]+",
        r"\p{L}+\s+\p{Lu}+",
    ],
)
def test_bounded_patterns_are_taken(pattern: str) -> None:
    """A repeat in a repeat is fine where one of them has a ceiling or doesn't backtrack."""
    assert problem_of(pattern) is None


@pytest.mark.parametrize(
    "pattern",
    [
        r"(a+)+b",
        r"(?:a*)*b",
        r"(?:\w+\s?)+x",
        r"(?P<x>a+)*b",
        r"((a+)b)+c",
        r"(?:a{2,})+b",
        r"(?:a+?)+?b",
        r"(?:(?:a|b+)c?){1,}d",
        r"x(?:[^)]+)*y",
    ],
)
def test_endless_repeats_of_endless_repeats_are_refused(pattern: str) -> None:
    """Patterns whose time can double with each character do not load."""
    assert "utan tak" in (problem_of(pattern) or "")


@pytest.mark.parametrize("pattern", ["(", "[a", "a{2,1}", "(?P<x>a)(?P<x", r"\p{Nonsense}", "*a"])
def test_broken_patterns_are_refused(pattern: str) -> None:
    """What the regex module can't compile is told of."""
    assert "inget giltigt" in (problem_of(pattern) or "")


@pytest.mark.parametrize("pattern", ["", "a*", "a?", "(?:a|)", r"\b", "$"])
def test_patterns_that_match_nothing_at_all_are_refused(pattern: str) -> None:
    """A hit of no characters is none."""
    assert problem_of(pattern) == ("mönstret träffar tom text" if pattern != r"\b" else None)


def test_the_check_itself_is_quick() -> None:
    """A pattern of a hundred thousand characters is looked through in linear time."""
    pattern = "(?:ab)" * 2_000
    started = time.perf_counter()
    assert problem_of(pattern) is None
    assert time.perf_counter() - started < 10


def test_the_flags_are_those_of_the_recognizer() -> None:
    """Multi-line anchors compile as the recognizer will compile them."""
    assert problem_of("^a$", ANY_CASE) is None
    assert regex.compile("^a$", regex.MULTILINE | regex.IGNORECASE).search("x\nA\n") is not None
