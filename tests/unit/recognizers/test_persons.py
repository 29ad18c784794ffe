"""Names of private persons in the clear cases, and what only looks like one."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redactor.domain.folding import fold
from redactor.domain.review import Certainty
from redactor.recognizers import discover
from redactor.recognizers.persons import _AFTER, _RIGHT_AFTER, RULE, Persons, _matches
from redactor.recognizers.persons.gates import last_words, words_after, words_before
from redactor.recognizers.persons.names import Names


def found(text: str) -> list[str]:
    folded = fold(text)
    return [folded.span(h.span).cut(text) for h in Persons().hits(folded.text)]


def certain(text: str) -> list[str]:
    folded = fold(text)
    return [h.span.cut(folded.text) for h in Persons().hits(folded.text) if h.certainty is Certainty.CERTAIN]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Sökande: Anna Berg\nFastighet: Eken 1:2", ["Anna Berg"]),
        ("Sökande\tAnna Berg", ["Anna Berg"]),
        ("Sökande\nAnna Berg\nBeslut", ["Anna Berg"]),
        ("**Sökande:** Anna Berg", ["Anna Berg"]),
        ("| Sökande | Anna Berg |", ["Anna Berg"]),
        ("Sökanden är Anna Berg.", ["Anna Berg"]),
        ("Byggherre Anna Berg", ["Anna Berg"]),
        ("Klagande: Lindskog, Anna Maria", ["Lindskog, Anna Maria"]),
        (
            "Vårdnadshavare: Anna Berg, Erik Berg och Amina El-Hassan",
            ["Anna Berg", "Erik Berg", "Amina El-Hassan"],
        ),
        ("Grannar:\nAnna Berg\nErik Lindgren", ["Anna Berg", "Erik Lindgren"]),
        ("Elev: Zlurp", ["Zlurp"]),
        ("Klient: A.R.", ["A.R."]),
        ("Den enskilde: Carl von Rosenskog", ["Carl von Rosenskog"]),
        ("FASTIGHETSÄGARE: ANNA-KARIN BERG", ["ANNA-KARIN BERG"]),
    ],
)
def test_label(text: str, names: list[str]) -> None:
    """A name after a label of a private person is certain, on the label's line, after a tab, or below."""
    assert certain(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "Anna Berg, 19850101-2384",
        "Anna Berg (850101-2384)",
        "Anna Berg, personnummer 850101-2384",
        "850101-2384 Anna Berg",
        "850101-2384\nAnna Berg",
        "Anna Berg\t19850101-2384",
        "Anna Berg, född 1985-01-01,",
        "Anna Berg 850101-XXXX",
        "Anna Berg 850161-2383",
        "Anna Berg, 85O1O1-23l4",
    ],
)
def test_number(text: str) -> None:
    """A name beside a personnummer, a samordningsnummer or a birth date is certain."""
    assert certain(text) == ["Anna Berg"]


@pytest.mark.parametrize(
    "text",
    [
        "Anna Berg, Provgatan 5, 999 99 Orten",
        "Anna Berg\nProvgatan 5\n999 99 Orten",
        "c/o Anna Berg, Provgatan 5",
    ],
)
def test_address(text: str) -> None:
    """A name right before a street or postal address, or after c/o, is certain."""
    assert "Anna Berg" in certain(text)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Hon bor med dottern Elsa.", ["Elsa"]),
        ("hennes make Ali Haddad har", ["Ali Haddad"]),
        ("grannen Erik Lindgrens yttrande", ["Erik Lindgrens"]),
        ("klienten Zlurpa flyttade", ["Zlurpa"]),
        ("syskonen Elsa och Bo", ["Elsa", "Bo"]),
        ("modern Anna Berg", ["Anna Berg"]),
        ("Modern, Anna Berg, samtycker", ["Anna Berg"]),
        ("Den sökande, Anna Berg, bor", ["Anna Berg"]),
        ("Fastighetsägaren till Eken 1:2, Anna Berg, har svarat", ["Anna Berg"]),
        ("Patienten Zlurp vårdades", ["Zlurp"]),
        ("Familjehemsföräldrarna Kent och Mirjam Lövskog", ["Kent", "Mirjam Lövskog"]),
    ],
)
def test_kin(text: str, names: list[str]) -> None:
    """A name after a kinship word or a client's word is certain, with its genitive."""
    assert certain(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "ansökan från Anna Berg om bygglov",
        "Medborgarförslag från Anna Berg",
        "avseende Anna Berg.",
        "yttrande från Anna Berg inkom",
        "Anna Berg har ansökt om bygglov",
        "§ 4 Ansökan om bygglov, Anna Berg",
    ],
)
def test_application(text: str) -> None:
    """A name in an application's wording is suspect."""
    assert found(text) == ["Anna Berg"]
    assert not certain(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("S6kande: Åsa 6berg", "Åsa 6berg"),
        ("Sokande: Anna Berg", "Anna Berg"),
        (unicodedata.normalize("NFD", "Sökande: Åsa Öberg"), unicodedata.normalize("NFD", "Åsa Öberg")),
        ("Sökande: Anna\u00adKarin Berg", "Anna\u00adKarin Berg"),
    ],
)
def test_damage(text: str, name: str) -> None:
    """A label and a name misread by OCR, decomposed or with soft hyphens are found whole."""
    assert found(text) == [name]


def test_table_column() -> None:
    """Names below `Sökande` in a table are found, the other columns are not."""
    table = "Dnr\tSökande\tBeslut\nB 1\tAnna Berg\tBeviljas\nB 2\tErik Lind, Eva Lind\tAvslås\n"
    assert certain(table) == ["Anna Berg", "Erik Lind", "Eva Lind"]


def test_wrapped_name() -> None:
    """A name that breaks over a wrapped line is one name."""
    text = "Nämnden har den 4 mars tagit emot en ansökan från Anna\nBerg om bygglov."
    assert found(text) == ["Anna\nBerg"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ansökan från Zlurpa Quaxby om parkering har kommit in.", ["Zlurpa Quaxby"]),
        ("Zlurpa Quaxby har ansökt om bygglov.", ["Zlurpa Quaxby"]),
        ("Nämnden avslår Zlurpa Quaxbys ansökan.", ["Zlurpa Quaxbys"]),
        ("Ägare till Husie 172:4 är Zlurpa Quaxby.", ["Zlurpa Quaxby"]),
        ("Fastigheten ägs av Zlurpa d'Oqx.", ["Zlurpa d'Oqx"]),
        ("Klagomål från Nguyễn Thị Hoa om buller", ["Nguyễn Thị Hoa"]),
        ("Överklagande från M. Quaxby om avgift", ["M. Quaxby"]),
        ("Nämnden beviljar Zlurpa Quaxby bygglov.", ["Zlurpa Quaxby"]),
        ("Nämnden ger Zlurpa Quaxby bygglov.", ["Zlurpa Quaxby"]),
        ("Jag heter Zlurpa Quaxby.", ["Zlurpa Quaxby"]),
        ("Zlurpa Quaxby, ägare till fastigheten Eken 1:2, har svarat", ["Zlurpa Quaxby"]),
        ("§ 12 Ansökan om bygglov, Husie 172:4, Zlurpa Quaxby", ["Zlurpa Quaxby"]),
        ("Inlämnat av: Zlurpa Quaxby", ["Zlurpa Quaxby"]),
        ("Orosanmälan gällande Zlurpa Quaxby", ["Zlurpa Quaxby"]),
        ("Orosanmälan avseende Zlurpa Quaxby", ["Zlurpa Quaxby"]),
        ("Skadestånd till Zlurpa Quaxby", ["Zlurpa Quaxby"]),
        ("Invändningar har framförts av Zlurpa Quaxby.", ["Zlurpa Quaxby"]),
        ("skrivelse från Zlurpa\nQuaxby om bygglov", ["Zlurpa\nQuaxby"]),
    ],
)
def test_unfamiliar_names(text: str, names: list[str]) -> None:
    """A name of which no word is known is found where the sentence speaks of a private person's matter."""
    assert found(text) == names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Sökande: Zlurpa Quaxby", "Zlurpa Quaxby"),
        ("SÖKANDE: ZLURPA QUAXBY", "ZLURPA QUAXBY"),
        ("Klagande: Quaxby, Zlurpa", "Quaxby, Zlurpa"),
        ("Sökanden är Zlurpa Quaxby.", "Zlurpa Quaxby"),
        ("Zlurpa Quaxby (sökande) deltog.", "Zlurpa Quaxby"),
        ("Dnr\tSökande\tBeslut\nB 1\tZlurpa Quaxby\tBeviljas", "Zlurpa Quaxby"),
    ],
)
def test_unfamiliar_names_of_parties(text: str, name: str) -> None:
    """A name of which no word is known is certain where the text calls it a party's."""
    assert certain(text) == [name]


def test_column_of_applicants_holds_firms_too() -> None:
    """Words below `Sökande` that are more than a name has are suspect, not certain."""
    text = "Dnr\tSökande\tBeslut\nB 1\tQuaxby Zlurpa Wexo Vorn Krem\tBeviljas"
    assert not certain(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ansökan från Peab Bostad om bygglov.",
        "Ansökan från Folkets Bio om stöd",
        "Ansökan från HSB Norr om lov",
        "Hemställan från Tre Stiftelser om övergång",
        "Svenska Bostäder har överklagat beslutet.",
        "Nämnden beviljar Ungdomens Hus bidrag.",
        "Malmö Konsthalls ansökan om medel",
        "Zlurpa Quaxby har anmält jäv.",
        "Arrendator: Limhamns Båtsällskap",
        "Innehavare: Restaurang Blå Porten",
        "skrivelse från Skanska\nQuaxby",
        "Klagande: Skanska, Solna",
    ],
)
def test_bodies_in_the_same_places(text: str) -> None:
    """Firms, authorities, places and members' acts are no private name where one could stand."""
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Sökande: Malmö stad",
        "Sökande: Bygg & Betong AB",
        "Sökande: Anna Bergs Måleri AB",
        "Fastighetsägare: Bostadsrättsföreningen Eken",
        "Sökande: Kommunstyrelsen",
        "Utdelning ur Stiftelsen Olof och Anna Bergs fond",
        "avseende Selma Lagerlöfs torg",
        "angående Mars Månad",
        "Modern Konst visas i mars",
        "Läraren, Malmö stad, har svarat",
        "Protokollsutdrag skickas till Anna Bergs gata 5",
        "Remiss från Socialdepartementet",
        "Yttrande från Socialdemokraterna",
        "Rådhuset, Provgatan 5",
        "Anna Berg (S) yrkar bifall.",
        "eleven Kommunstyrelsen",
        "Organisationsnummer 212000-1124 Region Skåne",
        "Ansökan om bygglov för Eken 1:2",
    ],
)
def test_no_private_name(text: str) -> None:
    """Firms, authorities, streets, parties, months and names that nothing points at are no finding."""
    assert found(text) == []


def test_rule_and_scores() -> None:
    """Every hit names the pack's rule and scores between 0 and 1."""
    hits = list(Persons().hits("Sökande: Anna Berg\nansökan från Erik Lind"))
    assert {h.reason for h in hits} == {RULE}
    assert all(0 < h.score < 1 for h in hits)


def test_is_discovered() -> None:
    """The recognizer is found in its folder."""
    assert "persons" in [r.name for r in discover()]


@given(st.text(alphabet=st.sampled_from("Aa b:,.\n\t|1985-0()ÅökSsdter/c"), max_size=80))
def test_hits_lie_in_text(text: str) -> None:
    """Whatever the text, spans lie in it and begin and end with no blank."""
    for hit in Persons().hits(text):
        cut = hit.span.cut(text)
        assert hit.span.end <= len(text)
        assert cut == cut.strip()


@given(
    st.sampled_from(["Sökande", "Klagande", "Vårdnadshavare", "Elev", "Granne"]),
    st.sampled_from(["Anna", "Mohamed", "Åsa-Britt", "Siv"]),
    st.from_regex(r"[A-ZÅÄÖ][a-zåäö]{2,8}(?:berg|ström|sson)", fullmatch=True),
)
def test_labelled_names_are_found(label: str, given_name: str, surname: str) -> None:
    """Any name after a label is found whole."""
    assert found(f"{label}: {given_name} {surname}\nBeslut") == [f"{given_name} {surname}"]


@pytest.mark.parametrize(
    "before",
    [
        "grannen ",
        "GRANNEN ",
        "skrivelse frdn ",
        "adopti6n av ",
        "ägare till x ar ",
        "inlämnat av:\n",
        "fäder",
        "Modern, ",
        "s6nerna, \n",
        "ägaren till Eken 1:2, ",
        "3sonen för Eken, ",
        "Byggherren, sonen på x, dottern, ",
    ],
)
def test_gates_let_matches_through(before: str) -> None:
    """Whatever matches over the whole text matches where the word before a name is asked first."""
    text = f"Nu. {before}Anna Berg svarat."
    names = Names(text)
    for pattern, _, gate in _AFTER:
        whole = {m.span() for m in pattern().finditer(text) if names.at(m.end())}
        let = {m.span() for m in _matches(names, words_before(names), pattern, gate) if names.at(m.end())}
        assert let == whole


@pytest.mark.parametrize(
    "after",
    [
        " ansöker om bidrag",
        ", som har inkommit med synpunkter",
        " har i går klagat på beslutet",
        "\nanser att",
        " \növerklagar",
        " 6verklagar",
        " iir född",
        " ar bosatt",
        " lämnade en ansökan",
        " äger fastigheten",
        ", sökande",
        " (som är granne)",
        "(boende på orten)",
        ", lagfaren agare",
        ", agare till Eken 1",
        " nya lägenhet",
        " \ne-förslag",
        " bygglov",
        " särskilt boende",
    ],
)
def test_gates_behind_a_name_let_matches_through(after: str) -> None:
    """No pattern that matches right after a name is kept from it by its gate."""
    text = f"Anna Berg{after}"
    matching = [gate for pattern, _, gate in _RIGHT_AFTER if pattern().match(text, 9)]
    assert matching or after == "\nanser att"
    assert all(not gate.isdisjoint(words_after(text, 9)) for gate in matching)


@pytest.mark.parametrize("alternative", ["gran(?:ne|nen)", "barn[et]", ""])
def test_gate_refuses_patterns(alternative: str) -> None:
    """A gate is made of plain words only: the last word of a pattern cannot be told."""
    with pytest.raises(ValueError, match="plain words"):
        last_words(alternative)
