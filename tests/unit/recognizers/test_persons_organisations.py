"""Names of firms, rooms, schools and prizes that bear a person's name; and of persons who look like them."""

import pytest

from redactor.domain.figures import is_figure
from redactor.recognizers.persons.names import Names


def _is_organisation(text: str, word: str) -> bool:
    names = Names(text)
    [run] = [r for r in names.runs if word in r.span.cut(text)]
    return names.is_organisation(run)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Bidrag till Café Gunnel & Vänner", "Gunnel"),
        ("Verksamhet Pizzeria Katarina, hyresgäst", "Katarina"),
        ("Kvinnojouren Elsa, BRIS", "Elsa"),
        ("Middag på Hotell Anna Lind.", "Lind"),
        ("Butik: Elsas Lanthandel", "Elsas"),
        ("anbud av Hans Bageri", "Hans"),
        ("Kjells Livs i Sörbygden AB", "Kjells"),
        ("Taxi Fagerströms i Rosenbro AB har", "Fagerströms"),
        ("Bröderna Abdis Plåt & Tak AB, lagerhall", "Abdis"),
        ("Byggmästare Karl Ekhed & Söner AB 41,2 mkr", "Ekhed"),
        ("möte i rum Tage Berg klockan nio", "Berg"),
        ("samling i aulan Sigrid och sedan", "Sigrid"),
        ("på väg till Anders Linnér-skolan", "Anders"),
        ("isen i Bengt Ekdal-hallen", "Bengt"),
        ("i Hjalmar Ekdal-salen", "Hjalmar"),
        ("vid Anna Lindholms park", "Lindholms"),
        ("Anna Lindholms kulturstipendium delas ut", "Lindholms"),
        ("Selma Lagerlöfs skola", "Selma"),
    ],
)
def test_nobody_is_meant(text: str, word: str) -> None:
    assert _is_organisation(text, word)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Anna & Karl Berg har ansökt", "Karl"),
        ("Hans Strand har ansökt", "Strand"),
        ("Lars Hall, granne", "Hall"),
        ("skolskjuts till Elsa Bergs skola", "Bergs"),
        ("ledsagare till Elsa Bergs plats på förskolan", "Bergs"),
        ("Anna Berg i Rosenbro AB", "Anna Berg"),
        ("ärendet om Anna Bergs hus", "Bergs"),
        ("Anna Bergs dag började illa", "Bergs"),
        ("Rum\nAnna Berg", "Anna"),
        ("Berg-ärendet", "Berg"),
        ("jouren ringde Anna Berg", "Anna"),
    ],
)
def test_somebody_may_be_meant(text: str, word: str) -> None:
    assert not _is_organisation(text, word)


@pytest.mark.parametrize("name", ["Selma Lagerlöf", "Carl von Linnés", "Gustav  Vasa"])
def test_figures(name: str) -> None:
    assert is_figure(name)


@pytest.mark.parametrize("name", ["Selma", "Anna Lindh", "Carl Larsson", "Selma Lagerkvist", "Vasa"])
def test_no_figures(name: str) -> None:
    """A part of a name says nothing, nor does a name that many bear."""
    assert not is_figure(name)
