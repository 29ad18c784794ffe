"""Words that a document itself names as places, and labels that the name model takes for names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redactor.domain.review import Role
from redactor.recognizers.person_model import PersonModel
from redactor.roles import assign, people
from redactor.roles.places import is_place, places
from tests.unit.test_roles import document, finding, role_of


@pytest.mark.parametrize(
    "text",
    [
        "Strömsvägen 11, 593 91 Kustvik\n\nMötet hålls i Kustvik",
        "Kustviks kommun\n\nStorgatan 88, Kustvik, förordnas",
        "Region Kustvik\n\nRegion Kustvik, Umeå",
        "Brev\n\nKustvik den 2 september 2024\n\nmöte i Kustvik",
        "Kustvik 1:33\n\növer Kustvik",
        "Kommun       parti   namn\nKustvik      M       Karl Berg",
    ],
)
def test_place(text: str) -> None:
    assert role_of(text, "Kustvik") is Role.PLACE


@pytest.mark.parametrize(
    "text",
    [
        "Mötet hålls i Kustvik",  # nothing says what it is
        "593 91 Kustvik\n\nKustvik klagar på bullret",
        "593 91 Kustvik\n\nSkrivelse från Kustvik.",
        "Fastigheten Kustvik 1:33\n\nKustvik har överklagat",
    ],
)
def test_no_place(text: str) -> None:
    """A surname that a place has too is somebody's where somebody bears it or acts."""
    assert role_of(text, "Kustvik") is not Role.PLACE


def test_somebody_bears_it() -> None:
    text = "593 91 Kustvik\n\nSökande: Zelda Kustvik\n\nbesök hos Kustvik"
    whole = finding(text, "Zelda Kustvik", "PERSON")
    part = finding(text, "Kustvik", "PERSON", start=text.rindex("Kustvik"))
    told = assign(people(document(text), ()), [whole, part])
    assert told[-1].role is Role.PRIVATE


def test_whole_name_is_no_place() -> None:
    assert role_of("593 91 Kustvik\n\nbesök hos Zelda Kustvik", "Zelda Kustvik") is not Role.PLACE


@given(st.text(alphabet="Kustvik 12345:-\n", max_size=60))
def test_any_text(text: str) -> None:
    """Places are words of the text, and each is one of them in the genitive too."""
    for place in places([text]):
        assert place in text.casefold() or f"{place}s" in text.casefold()
        assert is_place(place.capitalize() + "s", frozenset({place}))


def _names(text: str) -> list[str]:
    return [hit.span.cut(text) for hit in PersonModel().hits(text)]


@pytest.mark.parametrize(
    "text",
    [
        "A.   Formalia\nA1   Mötet öppnas",
        "I.    Protokollsjustering\n",
        "   Kvalificering        Love Halldahl\n",
    ],
)
def test_labels_are_no_names(text: str) -> None:
    found = _names(text)
    assert not {"A.", "I.", "Protokollsjustering", "Kvalificering"}.intersection(found)


@pytest.mark.parametrize("text", ["Fatima: 070-174 06 05\n", "A. Berglind har skrivit.\n"])
def test_names_where_labels_stand(text: str) -> None:
    assert _names(text)
