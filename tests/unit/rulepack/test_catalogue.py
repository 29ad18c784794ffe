"""The catalogue of laws we ship, and what it refuses."""

import json
from pathlib import Path

import pytest

from redactor.rulepack import Catalogue, builtin, load

STATUTE = Path(__file__).parents[4] / "shared/data/osl/osl_lagrum.json"


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load([builtin()[0] / "osl"]).catalogue


BOARDS_MEET = (
    "15:2 18:8 18:13 19:1 19:3 19:6 19:7 19:9 21:1 21:3 21:5 21:7 22:1 23:1 23:2 25:1 26:1 30:27 31:16 32:4 "
    "39:1 39:2 39:3"
)


@pytest.mark.parametrize("law", [f"OSL {section}" for section in BOARDS_MEET.split()])
def test_sections_that_boards_meet_are_grounds_and_say_where(catalogue: Catalogue, law: str) -> None:
    """Each is accepted, and its description tells its harm test and use."""
    assert catalogue.problem(law) is None
    assert "Används: " in catalogue.describe(law)


@pytest.mark.parametrize(
    "law", ["OSL 26:1 1 st", "OSL 30:22 a", "OSL 30:22 a 2 st", "OSL 40:7 e", "GDPR 5", "GDPR 6", "GDPR 9"]
)
def test_the_forms_of_a_law_are_taken(catalogue: Catalogue, law: str) -> None:
    """Section, lettered section, subsection and the other laws."""
    assert catalogue.problem(law) is None


@pytest.mark.parametrize("law", ["GDPR 10", "GDPR 87", "DSL 3:10"])
def test_personal_data_leaves_under_gdpr_and_dsl(catalogue: Catalogue, law: str) -> None:
    """Criminal offences and identity numbers have their own grounds."""
    assert catalogue.problem(law) is None


@pytest.mark.parametrize("law", ["OSL 26", "26 kap.", "39 kap.", "OSL 39 kap", "OSL 26 kap.", "39 kap. OSL"])
def test_a_whole_chapter_is_too_wide(catalogue: Catalogue, law: str) -> None:
    """The courts reject a whole chapter: the section is asked for."""
    assert "helt kapitel" in (catalogue.problem(law) or "")


@pytest.mark.parametrize("law", [f"OSL {chapter}:1" for chapter in range(1, 15)] + ["OSL 5:5", "OSL 10:4"])
def test_the_first_fourteen_chapters_are_no_ground(catalogue: Catalogue, law: str) -> None:
    """They hold procedure and exceptions."""
    assert "ingen sekretessgrund" in (catalogue.problem(law) or "")


@pytest.mark.parametrize(
    "law", ["OSL 45:1", "OSL 99:1", "OSL 26:99", "OSL 26:1 z", "OSL 24:2", "OSL 29:12 a"]
)
def test_laws_that_do_not_exist_are_refused(catalogue: Catalogue, law: str) -> None:
    """No such chapter, no such section, or repealed."""
    assert " inget " in (catalogue.problem(law) or "") or " har ingen " in (catalogue.problem(law) or "")


@pytest.mark.parametrize("law", ["OSL 26:15", "OSL 25:11", "OSL 26:7", "OSL 30:9", "OSL 19:8", "OSL 44:2"])
def test_sections_without_secrecy_are_no_ground(catalogue: Catalogue, law: str) -> None:
    """The freedom to inform, exceptions, dispensations and procedure within the secrecy chapters."""
    assert "ingen sekretessbestämmelse" in (catalogue.problem(law) or "")


@pytest.mark.parametrize(
    "law",
    [
        "",
        " OSL 26:1",
        "OSL 26:1 ",
        "osl 26:1",
        "OSL 026:1",
        "OSL 26:1a",
        "OSL 26:1 st",
        "OSL 26.1",
        "OSL 26:1 0 st",
        "26:1",
        "SekrL 7:4",
        "OSL 26:1, OSL 25:1",
        "OSL ２６:１",
        "GDPR",
        "GDPR 7",
        "GDPR 99",
        "DSL 3:11",
        "KL 5:1",
        "OSL",
    ],
)
def test_other_writings_are_refused(catalogue: Catalogue, law: str) -> None:
    """Only the fixed forms are taken, one law at a time."""
    assert catalogue.problem(law) is not None


def test_only_grounds_are_described(catalogue: Catalogue) -> None:
    """Asking for any other law is a KeyError."""
    for law in ("OSL 26", "OSL 10:4", "OSL 26:15", "hej"):
        with pytest.raises(KeyError):
            catalogue.describe(law)


def test_a_description_says_label_and_harm_test(catalogue: Catalogue) -> None:
    """26:1 is social services with the reversed test."""
    described = catalogue.describe("OSL 26:1")
    assert "socialtjänst" in described
    assert "omvänt skaderekvisit" in described
    assert "uppgiftsminimering" in catalogue.describe("GDPR 5")


@pytest.mark.parametrize(
    ("chapter", "section", "there"),
    [
        (26, "1", True),
        (30, "22 a", True),
        (26, "15", True),
        (26, "99", False),
        (10, "4", False),
        (45, "1", False),
    ],
)
def test_sections_of_the_secrecy_chapters_are_known(
    catalogue: Catalogue, chapter: int, section: str, there: bool
) -> None:
    """has_section tells of OSL 15–44 only, secrecy rule or not."""
    assert catalogue.has_section(chapter, section) is there


@pytest.mark.skipif(not STATUTE.exists(), reason="../shared is not here")
def test_the_catalogue_holds_what_the_statute_holds(catalogue: Catalogue) -> None:
    """Same chapters, same sections, same labels, and every section with a harm test has that test."""
    statute = json.loads(STATUTE.read_text())
    tests = statute["skaderekvisit"] | statute["skaderekvisit_ovrigt"]
    assert set(catalogue.chapters) == {chapter["kap"] for chapter in statute["chapters"]}
    for chapter in statute["chapters"]:
        ours = catalogue.chapters[chapter["kap"]]
        assert ours.title == chapter["label"]
        assert {key: section.label for key, section in ours.sections.items()} == chapter["sections"]
        for key, section in ours.sections.items():
            stated = tests.get(f"{chapter['kap']}:{key}")
            assert stated in (None, section.test)
