"""A PDF with bookmarks, from its bytes to its copy: what they repeat goes or stays with the item."""

from datetime import date

import pymupdf
import pytest

from redactor import Redactor
from redactor.domain.review import Action

LINES = [
    "Kallelse till socialnämnden",
    "1. Val av justerare",
    "Nämnden väljer justerare.",
    "2. Anmälan enligt SoL (sekretess)",
    "SN-2024-31",
    "Bakgrund",
    "Familjen har sökt stöd.",
    "3. Budget för 2025",
    "SN-2024-12",
    "Bakgrund",
    "Ramen är oförändrad.",
]
GONE = "Borttagen på grund av sekretess"


def agenda(bookmarks: list[tuple[int, str]], title: str = "") -> bytes:
    """One page with the lines; each bookmark leads to the line that it ends with."""
    with pymupdf.open() as document:
        page = document.new_page()
        places: dict[str, list[int]] = {}
        for number, line in enumerate(LINES):
            bold = line[:1].isdigit() or number == 0
            page.insert_text((72, 72 + 40 * number), line, fontname="hebo" if bold else "helv", fontsize=11)
            places.setdefault(line, []).append(60 + 40 * number)
        document.set_toc(
            [
                [level, text, 1, {"kind": pymupdf.LINK_GOTO, "to": pymupdf.Point(72, places[text].pop(0))}]
                for level, text in bookmarks
            ]
        )
        document.set_metadata({"title": title})
        return bytes(document.tobytes())


@pytest.fixture(scope="module")
def redactor() -> Redactor:
    return Redactor(today=date(2026, 11, 22))


def titles(copy: bytes) -> list[str]:
    with pymupdf.open(stream=copy, filetype="pdf") as document:
        return [entry[1] for entry in document.get_toc()]


ALL = [
    (1, "1. Val av justerare"),
    (1, "2. Anmälan enligt SoL (sekretess)"),
    (2, "Bakgrund"),
    (1, "3. Budget för 2025"),
    (2, "Bakgrund"),
]


def test_marker_in_a_bookmark_takes_its_item_alone(redactor: Redactor) -> None:
    """Items are decided as without bookmarks; those of the secret one go, those of public ones stay."""
    with_bookmarks, without = (
        redactor.check(pdf, "kallelse.pdf")["documents"][0]["items"] for pdf in (agenda(ALL), agenda([]))
    )
    assert [(i["number"], i["verdict"]) for i in with_bookmarks] == [
        ("1", Action.KEEP),
        ("2", Action.REDACT),
        ("3", Action.KEEP),
    ]
    assert [(i["number"], i["verdict"], i["start"], i["end"]) for i in with_bookmarks] == [
        (i["number"], i["verdict"], i["start"], i["end"]) for i in without
    ]
    copy = redactor.redact(agenda(ALL), "kallelse.pdf").output
    assert titles(copy) == ["1. Val av justerare", f"2. {GONE}", "3. Budget för 2025", "Bakgrund"]


def test_title_about_no_item_leaves_the_document_to_a_person(redactor: Redactor) -> None:
    """A marker in the document's title that names no item may be about all of it."""
    made = redactor.check(agenda(ALL, "Kallelse (sekretess)"), "kallelse.pdf")["documents"][0]
    assert [i["verdict"] for i in made["items"]] == [Action.REVIEW]
    assert made["verdict"] == Action.REVIEW
