"""The caller's terms in every writing that `--terms` promises, and nowhere else."""

import pytest

from redactor.recognizers.terms import Terms, find_terms

NAME = "Disa Provsson"


def places(text: str, *terms: str) -> list[str]:
    return sorted({span.cut(text) for _, span in find_terms(text, terms)})


@pytest.mark.parametrize(
    "text",
    [
        "Disa Provsson",
        "DISA PROVSSON",
        "disa provsson",
        "Disa  Provsson",
        "Disa\u00a0Provsson",
        "Disa\nProvsson",
        "Disa Prov-\nsson",
        "Disa Prov\u00adsson",
        "Di\u200bsa Provsson",
        "D i s a  P r o v s s o n",
        "Disa-Provsson",
        "Disa_Provsson",
        "Provsson, Disa",
        "Provsson,\nDisa",
        "Ｄｉｓａ Provsson",
    ],
)
def test_a_name_in_any_writing(text: str) -> None:
    """Case, blanks, breaks, hyphens, invisible signs, full width and the reversed order."""
    assert text in places(f"Hos {text}.", NAME)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Disa Provssons hus", "Disa Provssons"),
        ("Provssons hus", "Provssons"),
        ("Provsson:s hus", "Provsson:s"),
    ],
)
def test_the_genitive_goes_along(text: str, found: str) -> None:
    """Of the whole name and of the surname."""
    assert found in places(text, NAME)


def test_the_surname_alone_counts_capitalised() -> None:
    """`Provsson`, not `provsson`, and not inside another word."""
    assert places("Familjen Provsson", NAME) == ["Provsson"]
    assert places("en provsson", NAME) == []
    assert places("Provssonsgatan och Överprovsson", NAME) == []


def test_a_particle_belongs_to_the_surname() -> None:
    """von, af, de, El and Al before it."""
    assert places("Herr von Provén kom", "Disa von Provén") == ["von Provén"]
    assert places("Fru El Prov kom", "Disa El Prov") == ["El Prov"]


def test_the_name_s_other_words_go_along() -> None:
    """With a middle name left out, no given name stays behind."""
    assert places("Disa Provsson", "Disa Maria Provsson") == ["Disa Provsson"]


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("Åsa Prov", "Asa Prav"),
        ("kod 17", "kod 171"),
        ("Ek", "Eken"),
        ("hemlig plats", "hemliga platser"),
        ("skola", "förskola"),
        ("plats", "platss"),
    ],
)
def test_nearly_the_term_is_not_the_term(term: str, text: str) -> None:
    """Diacritics count, words are bounded, and only names have a genitive."""
    assert places(text, term) == []


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("Blå dörren 7", "BLÅ\nDÖRREN 7"),
        ("ASN-2024-5443", "ASN 2024 5443"),
        ("0701740605", "070-174 06 05"),
        ("x#y", "X#Y"),
    ],
)
def test_a_term_that_is_no_name(term: str, text: str) -> None:
    """Numbers and phrases over blanks, hyphens and case."""
    assert places(f"({text})", term) == [text]


def test_decomposed_letters_are_the_same() -> None:
    """NFD å ä ö, with the mark inside the span."""
    assert places("Gra\u0308ns A\u030asa Prov kom", "Åsa Prov") == ["A\u030asa Prov", "Prov"]


def test_terms_are_told_by_index() -> None:
    """So that propagation knows which string it found."""
    assert {index for index, _ in find_terms("kod 17", ("annat", "kod 17"))} == {1}


def test_nothing_is_found_for_an_empty_term() -> None:
    """A term of signs alone would be everywhere."""
    assert places("a - b", "-", "") == []


def test_every_hit_is_a_certain_term() -> None:
    """Whoever bears it."""
    hits = list(Terms((NAME,)).hits("Ledamot Disa Provsson (S)"))
    assert {(h.entity_type, h.certainty.value) for h in hits} == {("TERM", "certain")}
