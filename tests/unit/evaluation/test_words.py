"""Words and their counterparts."""

from redactor.domain.document import Span
from redactor.evaluation.words import WordList, counterparts


def test_words_of_a_span() -> None:
    """A span touches the words it shares a character with, not its neighbours."""
    words = WordList("Ada Ek, 850101-2384.")
    assert words.keys == ["ada", "ek", "850101", "2384"]
    assert list(words.within(Span(4, 6))) == [1]
    assert list(words.within(Span(3, 4))) == []
    assert words.covered([Span(0, 1), Span(13, 16)]) == {0, 2, 3}


def test_forms_and_soft_hyphens_are_one_word() -> None:
    """A decomposed å and a soft hyphen part no word and make no other."""
    assert WordList("A\u030asa Kall\u00adström").keys == WordList("Åsa Kallström").keys


def test_counterparts() -> None:
    """The same word in order; what one side lacks has none."""
    assert counterparts(["a", "b", "c"], ["a", "b", "c"]) == [0, 1, 2]
    assert counterparts(["a", "b", "c", "d"], ["a", "x", "c", "d"]) == [0, None, 2, 3]
    assert counterparts(["a", "b", "a"], ["0", "a", "b", "1", "a"]) == [1, 2, 4]
    assert counterparts(["a"], []) == [None]
    assert counterparts([], ["a"]) == []
