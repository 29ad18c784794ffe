"""Names found by the trained model: in every writing, at exact places, not in what only looks like names."""

import hashlib
import json
import unicodedata
from importlib.resources import files
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

import redactor.recognizers.person_model as person_model
from redactor.domain.folding import fold
from redactor.recognizers.person_model import CARD, LEXICON, SUSPECT_FROM, WEIGHTS, shipped
from redactor.recognizers.person_model.features import shape
from redactor.recognizers.person_model.lexicon import Entry, Known, Lexicon, rank
from redactor.recognizers.person_model.tagger import Tagger
from redactor.recognizers.person_model.tokens import stretches, tokens

HERE = files(person_model.__name__)
TAGGER = shipped()
SAMPLES = sorted((Path(__file__).parents[3] / "samples").glob("*/*.txt"))


def found(text: str) -> list[str]:
    folded = fold(text)
    return [folded.span(t.span).cut(text) for t in TAGGER.names(folded.text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Anna Berglind bor i Vassbo.", ["Anna Berglind"]),
        ("Attest Per Jönsson", ["Per Jönsson"]),
        ("Överläkare Anna Berglind beskriver tre vårdtillfällen.", ["Anna Berglind"]),
        ("ST-läkare Erik Kemppainen, primärvården", ["Erik Kemppainen"]),
        ("Ja-röst: Edström, Lagerborg. Nej-röst: Wallstedt.", ["Edström", "Lagerborg", "Wallstedt"]),
        ("Kontakt: Edström, Anna", ["Edström, Anna"]),
        ("Enligt Fatima El-Hassan har bullret pågått sedan mars.", ["Fatima El-Hassan"]),
        ("Vi träffade Abdirahman Warsame Farah på tisdagen.", ["Abdirahman Warsame Farah"]),
        ("Handlingen skrevs under av Zbigniew Kowalczyk.", ["Zbigniew Kowalczyk"]),
        ("Därefter ringde Pekka Mäkinen till förvaltningen.", ["Pekka Mäkinen"]),
        ("Beslutet rör Golnaz Hosseini och hennes son.", ["Golnaz Hosseini"]),
        ("Anna-Lena von Rosenskog överlåter fastigheten.", ["Anna-Lena von Rosenskog"]),
        ("Per Erik Hellman-Kvist yttrade sig.", ["Per Erik Hellman-Kvist"]),
        ("A. Berglind har skickat in en ny ritning.", ["A. Berglind"]),
        ("Samtal med Anna B. den 3 maj.", ["Anna B."]),
        ("Berglind, Anna\tVassbo", ["Berglind, Anna"]),
        ("Berglind, Anna\nHåkansson, Per", ["Berglind, Anna", "Håkansson, Per"]),
        ("Familjen Håkanssons hund skäller.", ["Håkanssons"]),
        ("Anna Berglinds bygglov", ["Anna Berglinds"]),
        ("I ärendet har också grannen Anna\nBerglind hörts om staketet.", ["Anna\nBerglind"]),
        ("Anna Berglind (S), Per Kvist (M)", ["Anna Berglind", "Per Kvist"]),
        ("Anna Berglind, Vassbo", ["Anna Berglind"]),
        ("| Anna Berglind | Ja |\n| Per Kvist | Nej |", ["Anna Berglind", "Per Kvist"]),
        ("ANNA BERGLIND HAR ÖVERKLAGAT BESLUTET", ["ANNA BERGLIND"]),
        ("Sökande: BERGLIND ANNA", ["BERGLIND ANNA"]),
        ("ring anna berglind om ritningen", ["anna berglind"]),
        ("Hakan Sjoberg och Asa Bergstrom yttrade sig.", ["Hakan Sjoberg", "Asa Bergstrom"]),
        (
            "Ledamöter\nAnna Berglind\nPer Kvist\nFatima Hassan",
            ["Anna Berglind", "Per Kvist", "Fatima Hassan"],
        ),
    ],
)
def test_names_are_found_whole(text: str, names: list[str]) -> None:
    """Swedish and foreign, with particles and initials, turned, in the genitive, in any case, over lines."""
    assert found(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "Ja: 27\nNej: 14\nAvstår: 2",
        "Den som vill bifalla förslaget röstar Ja, den som vill avslå röstar Nej.",
        "Kommunstyrelsen beslutar enligt stadsledningskontorets förslag.",
        "Detaljplan för Selma Lagerlöfs torg",
        "Utbyggnad av Björkekärrsskolan vid Hjalmar Brantingsgatan",
        "Utdelning ur Stiftelsen Karl och Märta Ahlmarks minnesfond",
        "Socialnämnden godkänner delårsrapporten för mars och april.",
        "Förslag till beslut\n1. Nämnden godkänner redovisningen.\n2. Nämnden skickar den vidare.",
        "a. Trafiknämndens begäran\nb. Socialnämndernas begäran",
        "SAMMANFATTNING AV ÄRENDET",
        "Yrkande från S, V och MP den 3 maj",
        "Ärendenummer SLK-2024-00403",
        "Socialdemokraterna och Vänsterpartiet reserverar sig.",
    ],
)
def test_what_only_looks_like_names(text: str) -> None:
    """Votes, headings, bodies, parties, streets, schools and foundations are no persons."""
    assert found(text) == []


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_places_are_the_sources(form: Literal["NFC", "NFD"]) -> None:
    """A name's span covers the source's own characters, however å ä ö are written."""
    text = unicodedata.normalize(form, "I går ringde Åsa Sjöström till Håkan Öhman.")
    names = [unicodedata.normalize(form, n) for n in ("Åsa Sjöström", "Håkan Öhman")]
    assert found(text) == names


@pytest.mark.parametrize("path", SAMPLES, ids=lambda p: p.parent.name)
def test_the_gate_loses_no_name(path: Path) -> None:
    """What is skipped unread would have given nothing."""
    text = fold(path.read_text(encoding="utf-8")).text
    weights, lexicon = (HERE / WEIGHTS).read_bytes(), Lexicon.load((HERE / LEXICON).read_bytes())
    ungated = Tagger(weights, lexicon, SUSPECT_FROM, gated=False)
    assert list(TAGGER.names(text)) == list(ungated.names(text))


@pytest.mark.parametrize(
    "text",
    [
        "anna.berglind@example.com",
        "Skriv till Anna.Berglind@example.com.",
        "www.annaberglind.example/om-anna-berglind",
    ],
)
def test_names_in_addresses_are_the_addresses(text: str) -> None:
    """A mail or web address is found by others, whole."""
    assert found(text) == []


@given(st.text(alphabet="Anna Berglind,.\n\t-å1AB'’:()|", max_size=80))
def test_spans_stand_in_order_and_begin_and_end_in_words(text: str) -> None:
    """Spans lie in the text, apart, and neither begin nor end in a blank."""
    end = 0
    for tagged in TAGGER.names(text):
        assert end <= tagged.span.start
        end = tagged.span.end
        said = tagged.span.cut(text)
        assert said == said.strip() and said
        assert SUSPECT_FROM <= tagged.probability <= 1.000001


def test_one_text_leaves_nothing_for_the_next() -> None:
    """The same text gives the same, whatever was read before it."""
    text = "Anna Berglind ringde. Beslut den 3 maj."
    alone = found(text)
    found("ANNA BERGLIND är en gata. Beslut Maj bor i Vassbo.")
    assert found(text) == alone


def test_tokens() -> None:
    """Initials keep their stop, hyphens and apostrophes join, a genitive's colon too."""
    text = "A. B. Al-Hassan O'Brien SKR:s 3:14 (S).\n\nÅsa"
    assert [t.text for t in tokens(text)] == [
        *("A.", "B.", "Al-Hassan", "O'Brien", "SKR:s", "3:14", "(", "S", ")", ".", "Åsa"),
    ]
    assert all(t.text == text[t.start : t.end] for t in tokens(text))
    assert [len(s) for s in stretches(text)] == [10, 1]
    assert [s[0].text for s in stretches("Beslut fattas. Anna ringde! dagen efter")] == ["Beslut", "Anna"]


@pytest.mark.parametrize(
    ("text", "form"),
    [
        *(
            ("Anna", "Aa"),
            ("ANNA", "AA"),
            ("anna", "a"),
            ("iPad", "aA"),
            ("A", "A"),
            ("A.", "A."),
            ("a.", "a."),
        ),
        *(("Bergl1nd", "A1"), ("b3", "a1"), ("2024-05-16", "0"), (",", "."), ("\t", ".")),
    ],
)
def test_shape(text: str, form: str) -> None:
    """What a word's letters say of it."""
    assert shape(text) == form


def test_lexicon_gives_back_what_it_was_given() -> None:
    """Through its bytes and back; unknown words are nothing; a damaged table is refused."""
    entries = {
        "anna": Entry(3, 1),
        "berg": Entry(0, 3, Known.WORD | Known.PLACE),
        "präst": Entry(0, 0, Known.OCCUPATION),
    }
    made = Lexicon.load(Lexicon.of(entries).dump())
    assert {word: made.find(word) for word in entries} == entries
    assert made.find("zlurp") == Entry()
    assert [rank(n) for n in (0, 1, 99, 100, 2000)] == [0, 1, 1, 2, 3]
    with pytest.raises(ValueError, match="damaged"):
        Lexicon.load(made.dump()[:-1])


def test_the_card_tells_of_the_files_that_ship() -> None:
    """Weights and table are those that the card's training gave."""
    card = json.loads((HERE / CARD).read_text(encoding="utf-8"))
    for name in (WEIGHTS, LEXICON):
        assert hashlib.sha256((HERE / name).read_bytes()).hexdigest() == card["sha256"][name]
