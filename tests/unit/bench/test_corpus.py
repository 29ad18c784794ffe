"""The corpus: read strictly, filled by seed, with gold that fits its text."""

import json
import re

import pytest

from bench.corpus.documents import documents, half_of, prose
from bench.corpus.names import GIVEN, SURNAMES
from bench.corpus.people import cast, genitive
from bench.corpus.rendering import Rendered, render
from bench.corpus.source import SourceError, parse
from bench.corpus.templates import EACH, FAMILIES
from bench.invented import Chance
from redactor.evaluation.gold import read_gold

HEAD = """---
kind: minutes
board: Socialnämnden
hand: sekreteraren
people:
  e1: {name: Karin Ek, role: elected}
  p1: {name: Ada Blom, role: private}
  p2: {name: Max Blom, role: private}
  f1: {name: Bloms Bageri, role: firm}
---
"""


def rendered(body: str, *, rename: bool = False, board: str = "Socialnämnden") -> Rendered:
    source = parse("a.md", HEAD.replace("Socialnämnden", board) + body)
    return render(source, cast(source, Chance(1), "tuning", rename=rename))


def findings(made: Rendered) -> list[tuple[str, str, str]]:
    """Text, entity and action of each."""
    (document,) = made.gold("a.txt")["documents"]
    return [
        (made.text[f["start"] : f["end"]], f["entity_type"], f["action"])
        for f in document["findings"]
        if f["entity_type"] != "SEKRETESS_MARKER"
    ]


def test_slots_and_marks() -> None:
    """Names in every form, genitives, and marks as written."""
    made = rendered(
        "{p1.first} {p1.last|s} bil [[SE_VEHICLE_REGISTRATION p1|RWN 27D]], {p2.initials}, {p2|s}\n"
    )
    assert made.text == "Ada Bloms bil RWN 27D, M.B., Max Bloms\n"
    assert findings(made) == [
        ("Ada Bloms", "PERSON", "redact"),
        ("RWN 27D", "SE_VEHICLE_REGISTRATION", "redact"),
        ("M.B.", "PERSON", "redact"),
        ("Max Bloms", "PERSON", "redact"),
    ]


def test_roles_decide() -> None:
    """The elected and firms stay, an identity number goes whoever's it is, an elected person's home too."""
    made = rendered(
        "{e1}, {e1.pnr10}, {f1}, [[SE_STREET_ADDRESS e1|Ågatan 1]], [[PHONE_NUMBER -|0980-319 200]]\n"
    )
    assert [action for _, _, action in findings(made)] == ["keep", "redact", "keep", "redact", "keep"]


@pytest.mark.parametrize(
    ("board", "action"),
    [
        ("Socialnämnden", "redact"),
        ("Överförmyndarnämnden", "redact"),
        ("Bygg- och miljönämnden", "keep"),
        ("Kommunstyrelsen", "keep"),
    ],
)
def test_a_property_goes_where_it_is_a_home(board: str, action: str) -> None:
    """A board for land and buildings writes of the property itself, one for persons of where they live."""
    made = rendered("{p1}, [[SE_FASTIGHETSBETECKNING p1|Eken 1:2]]\n", board=board)
    assert findings(made)[1] == ("Eken 1:2", "SE_FASTIGHETSBETECKNING", action)


def test_items() -> None:
    """A fence's text is the item; what is public in a secret one goes with it, and its marker may go."""
    body = (
        'Sekretess gäller § 3.\n<<<secret number=3 case="SN 1" marker="Sekretess gäller"\n'
        "§ 3 {p1}\n{e1} yrkar\n>>>\nSlut\n"
    )
    made = rendered(body)
    (document,) = made.gold("a.txt")["documents"]
    (item,) = document["items"]
    assert made.text[item["start"] : item["end"]] == "§ 3 Ada Blom\nKarin Ek yrkar"
    assert (item["number"], item["case_number"], item["verdict"]) == ("§ 3", "SN 1", "redact")
    assert findings(made) == [("Ada Blom", "PERSON", "redact")]
    markers = [f for f in document["findings"] if f["entity_type"] == "SEKRETESS_MARKER"]
    assert [made.text[m["start"] : m["end"]] for m in markers] == ["Sekretess gäller"]


def test_numbers_with_a_year() -> None:
    """What stays of `§ 21/24` is all of it."""
    made = rendered("<<<secret number=21\n§ 21/24 {p1}\n>>>\n")
    assert made.items[0].number == "§ 21/24"


def test_a_partly_secret_item_is_a_persons_to_decide() -> None:
    """What is private in it must go all the same."""
    made = rendered("<<<partly number=4\n§ 4 {p1}, {e1}\n>>>\n")
    assert [action for _, _, action in findings(made)] == ["redact", "review"]


def test_kin_keep_a_common_name() -> None:
    """New names for all, the same for the same part, the owner's in the firm's too."""
    made = rendered("{p1.last} {p2.last} {f1}, [[EMAIL_ADDRESS p1|ada.blom@example.com]]\n", rename=True)
    first, second, firm, _, mail = re.split(r",? ", made.text.strip())
    assert first == second != "Blom"
    assert firm == genitive(first)
    assert mail.endswith("@example.com")
    assert "blom@" not in mail


def test_public_figures_and_words_played_on_keep_their_name() -> None:
    """A name that the text also uses as a word stays, for the trap is the point."""
    head = HEAD.replace("  f1:", "  k1: {name: Selma Lagerlöf, role: public}\n  f1:")
    source = parse("a.md", head + "{k1|s} väg. Blom i dalen, {p1.last}.\n")
    made = render(source, cast(source, Chance(1), "tuning", rename=True))
    assert made.text == "Selma Lagerlöfs väg. Blom i dalen, Blom.\n"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("no head", 1),
        (HEAD.replace("kind: minutes\n", ""), 1),
        (HEAD.replace("role: firm", "role: boss"), 9),
        (HEAD + "{p9}\n", 11),
        (HEAD + "fine\n{p1.nick}\n", 12),
        (HEAD + "{p1.pnr10|s}\n", 11),
        (HEAD + "[[PET p1|Misse]]\n", 11),
        (HEAD + "[[PERSON p1|Ada\n", 11),
        (HEAD + "a } b\n", 11),
        (HEAD + "<<<secret no=1\n>>>\n", 11),
        (HEAD + "<<<secret number=1\nfine\n", 11),
        (HEAD + "<<<secret number=1\n<<<secret number=2\n>>>\n", 12),
        (HEAD + "fine\n>>>\n", 12),
    ],
)
def test_wrong_documents_are_told_with_their_line(text: str, line: int) -> None:
    """A mark that is silently passed over would make the measurement wrong."""
    with pytest.raises(SourceError, match=rf"^a\.md:{line}: "):
        parse("a.md", text)


def test_every_document_is_readable_and_its_gold_too() -> None:
    """All of the prose, in the form `redactor eval` reads, with no mark left in the text."""
    names = set()
    for half in ("tuning", "test"):
        for made in documents(half):
            names.add(made.name)
            gold = read_gold(made.name, json.dumps(made.gold(f"{made.name}.txt")).encode())
            assert len(gold.mentions) >= len(made.items)
            assert not re.search(r"\{[a-z]|\[\[[A-Z]|<<<|>>>$", made.text, re.MULTILINE), made.name
    assert len(names) == len(list(prose())) + EACH * sum(map(len, FAMILIES.values())) >= 300


def test_the_same_seed_gives_the_same_corpus() -> None:
    """And another seed other people in the same text."""
    (one, *_), (same, *_), (other, *_) = (list(documents("tuning", seed)) for seed in (1, 1, 2))
    assert one.text == same.text != other.text


def test_the_halves_share_nothing() -> None:
    """No document and no name of the pools is in both."""
    halves = {half: {made.name for made in documents(half)} for half in ("tuning", "test")}
    assert not halves["tuning"] & halves["test"]
    assert not set(GIVEN["tuning"]) & set(GIVEN["test"])
    assert not set(FAMILIES["tuning"]) & set(FAMILIES["test"])
    assert not set(SURNAMES["tuning"]) & set(SURNAMES["test"])
    assert (half_of("001-su-individ-gruppering"), half_of("no such")) == ("test", "tuning")
