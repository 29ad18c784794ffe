"""Where a name begins and ends: particles, what tells namesakes apart, case numbers, associations."""

import pytest

from redactor.domain.folding import fold
from redactor.recognizers.persons import Persons
from redactor.recognizers.persons.names import Names
from redactor.roles.roster import key_of


def found(text: str) -> list[str]:
    folded = fold(text)
    return [h.span.cut(folded.text) for h in Persons().hits(folded.text)]


@pytest.mark.parametrize(
    "name",
    [
        "Åke d'Orsay",
        "van der Berg, Eva",
        "von der Lippe, Eva",
        "de la Gardie, Eva",
        "Eva van der Berg",
        "Bo Ek den yngre",
        "Bo Ek d.y.",
        "Bo Ek, den äldre",
        "Bo Ek junior",
        "Anna BERG",
    ],
)
def test_whole_name(name: str) -> None:
    """A name goes with its particles and with what tells it from a namesake's."""
    assert found(f"Granne: {name}\nBeslut") == [name]


def test_birth_date_is_no_case_number() -> None:
    """A surname in capitals stays a part of the name before a birth date."""
    assert found("Sökande: Anna BERG 1985-01-09\n") == ["Anna BERG"]


@pytest.mark.parametrize(
    "case", ["IFU 2022/318", "KS-2022-318", "SR 45/2024", "Diarienr: 5", "Dnr 2022/318", "Ärendenummer 12"]
)
def test_case_number_is_no_name(case: str) -> None:
    """A name ends where a case number begins."""
    assert [r.span.cut(f"för Arvid Mossling {case}") for r in Names(f"för Arvid Mossling {case}").runs] == [
        "Arvid Mossling"
    ]


@pytest.mark.parametrize("club", ["IK Tord", "Karlslunds IF", "IFK Viker", "Näsby BK"])
def test_association(club: str) -> None:
    """An association that applies is no person, whatever it is named after."""
    assert found(f"Sökande: {club}\nOrg.nr 833000-1234\n") == []


@pytest.mark.parametrize("name", ["Anna Berg", "Tord Ek"])
def test_person_beside_capitals(name: str) -> None:
    """A person's whole name goes though an association's capitals stand beside it."""
    assert found(f"Sökande: OK {name}\n") and found(f"Sökande: {name} OK\n")


def test_key_without_namesake_words() -> None:
    """The surname is found whatever follows it."""
    assert key_of("Bo Ek den yngre") == ("bo", "ek")


@pytest.mark.parametrize(
    ("text", "is_place"),
    [
        ("Anna Påhitts bro byggs om.", True),
        ("Anna Påhitts park rustas.", True),
        ("Selma Lagerlöfs gata stängs.", True),
        ("Anna Påhitt led av yrsel.", False),
        ("Anna Påhitts ledsagare kom.", False),
        ("Anna Marks led mötet.", False),
    ],
)
def test_a_place_named_after_somebody_is_no_person(text: str, is_place: bool) -> None:
    """A name in the genitive before a place's word is the place's, and nothing else is."""
    names = Names(text)
    assert names.is_organisation(names.runs[0]) is is_place
