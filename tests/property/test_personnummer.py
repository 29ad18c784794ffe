"""Personnummer over generated births, writings and neighbours."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st
from stdnum import luhn

from redactor.domain.folding import fold
from redactor.domain.identity import birth
from redactor.domain.identity import luhn as checked
from redactor.recognizers.personnummer import Personnummer

TODAY = date(2026, 11, 1)
RECOGNIZER = Personnummer().for_date(TODAY)

BIRTHS = st.integers(min_value=0, max_value=99 * 365).map(lambda days: TODAY - timedelta(days=days))
SERIALS = st.integers(min_value=0, max_value=999)
SEPARATORS = st.sampled_from(["-", "–", "−", "\u2011", " - ", "-\n", "\n-", " -", "- ", "-\r\n"])
TEXT = st.text(alphabet="abcdefgh ÅÄÖåäö.,:;()\n", max_size=30)


def number(born: date, serial: int, *, coordination: bool = False) -> tuple[str, str]:
    """The date's six digits and the last four, with a right check digit."""
    base = f"{born:%y%m}{born.day + 60 * coordination:02}{serial:03}"
    return base[:6], base[6:] + str(luhn.calc_check_digit(base))


@given(BIRTHS, SERIALS, SEPARATORS, st.booleans(), st.booleans(), TEXT, TEXT)
def test_a_right_number_is_found_whole(
    born: date, serial: int, separator: str, century: bool, coordination: bool, left: str, right: str
) -> None:
    """Whatever separator it has and whatever text stands around it, every digit is in the hit."""
    day, last = number(born, serial, coordination=coordination)
    written = f"{born:%Y}"[:2] * century + day + separator + last
    text = f"{left} {written} {right}"
    folded = fold(text)
    spans = [folded.span(hit.span) for hit in RECOGNIZER.hits(folded.text)]
    start = len(left) + 1
    assert any(s.start <= start and start + len(written) <= s.end for s in spans)


@given(BIRTHS, SERIALS, st.integers(min_value=1, max_value=9))
def test_a_wrong_check_digit_is_never_certain(born: date, serial: int, shift: int) -> None:
    """One digit off is suspect at most."""
    day, last = number(born, serial)
    wrong = last[:3] + str((int(last[3]) + shift) % 10)
    assert all(hit.certainty == "suspect" for hit in RECOGNIZER.hits(f"Se {day}-{wrong} i listan"))


@given(st.text(alphabet="0123456789OolI -+./|_\t\nab", max_size=200))
def test_any_run_of_digits_is_survived(text: str) -> None:
    """Hits lie in the text, in order of their start, and hold at least ten digits or their misreadings."""
    hits = list(RECOGNIZER.hits(text))
    assert hits == sorted(hits, key=lambda h: h.span.start)
    for hit in hits:
        assert hit.span.end <= len(text)
        assert sum(c in "0123456789OoIl" for c in hit.span.cut(text)) in (10, 12)


@given(st.integers(min_value=0, max_value=10**10 - 1), st.text("0123456789", min_size=1, max_size=6))
def test_a_slice_of_a_longer_number_is_no_personnummer(digits: int, more: str) -> None:
    """Eleven digits hold none, nor does any longer run but twelve."""
    text = f"{digits:010}{more}"
    if len(text) != 12:
        assert list(RECOGNIZER.hits(text)) == []


@given(st.text("0123456789", min_size=1, max_size=20))
def test_our_check_digit_is_stdnums(digits: str) -> None:
    """The same modulus 10."""
    assert checked(digits) == luhn.is_valid(digits)


@given(BIRTHS, st.booleans())
def test_a_birth_comes_back(born: date, coordination: bool) -> None:
    """Ten digits say the birth date of everyone under a hundred, twelve of everyone."""
    day = f"{born:%m}{born.day + 60 * coordination:02}"
    for digits in (f"{born:%Y}{day}0000", f"{born:%y}{day}0000"):
        found = birth(digits, plus=False, today=TODAY)
        assert found is not None
        assert (found.day, found.coordination) == (born, coordination)
