"""A planted term is found whatever stands around it and however it is broken."""

from hypothesis import given
from hypothesis import strategies as st

from redactor.domain.folding import squash
from redactor.recognizers.terms import find_terms

_WORDS = st.text("abcdefghijklmnopqrstuvwxyzåäö", min_size=2, max_size=10)
_GAPS = st.sampled_from([" ", "  ", "\n", "\u00a0", "-", "\u00ad", "\u200b", " \n ", "- \n"])
_AROUND = st.text(st.characters(blacklist_categories=("Cs", "L", "N", "M", "Cf")), max_size=20)


@given(_WORDS, _WORDS, _AROUND, _AROUND, _GAPS, st.data())
def test_a_planted_phrase_is_found(
    one: str, two: str, before: str, after: str, gap: str, data: st.DataObject
) -> None:
    """Over any gap between and inside its words, in any case."""
    cut = data.draw(st.integers(1, len(one) - 1))
    written = one[:cut] + gap + one[cut:].upper() + " " + two
    text = before + " " + written + " " + after
    spans = [span for _, span in find_terms(text, (f"{one} {two}",))]
    assert any(squash(span.cut(text)).text == squash(one + two).text for span in spans)


@given(st.text(max_size=200), st.lists(st.text(max_size=12), max_size=4))
def test_every_place_holds_its_term(text: str, terms: list[str]) -> None:
    """A place lies in the text and, squashed, holds the term's last word."""
    for index, span in find_terms(text, tuple(terms)):
        assert 0 <= span.start < span.end <= len(text)
        last = (
            squash(terms[index]).text
            if len(terms[index].split()) < 2
            else squash(terms[index].split()[-1]).text
        )
        assert last in squash(span.cut(text)).text or "," in span.cut(text)
