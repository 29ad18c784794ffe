"""Columns narrower than their words: what is broken between two letters is found whole, and nothing else."""

from collections.abc import Sequence
from datetime import date

import pymupdf
import pytest

from redactor import Redactor
from tests.leaks.pdf_readers import pdfium
from tests.unit.formats.pdf.pages import PROSE, document, layers, lines

SIZE = 9.0
FONT = pymupdf.Font("helv")
TODAY = date(2024, 12, 1)
NARROW = (
    "Personnummer 19811218-9876 gäller.",
    "Mejla saga.ekhagen@example.com, som svarar.",
    "Hon bor på Vubrålinstigen 33 i Göteborg.",
    "Sökanden Gustaf Hellmerthsson fick avslag på ansökan.",
    "Mobilen är 0701740642 på dagarna.",
)


def _fits(text: str, width: float) -> bool:
    return bool(FONT.text_length(text, SIZE) <= width)


def wrapped(text: str, width: float) -> Sequence[str]:
    """The lines as `overflow-wrap: anywhere` has them: at blanks, and within a word that has a line alone."""
    found = [""]
    for word in text.split():
        if _fits(f"{found[-1]} {word}".strip(), width):
            found[-1] = f"{found[-1]} {word}".strip()
            continue
        found.append("")
        for letter in word:
            if not _fits(found[-1] + letter, width):
                found.append("")
            found[-1] += letter
    return [line for line in found if line]


def column(width: float, *paragraphs: str) -> bytes:
    """The paragraphs below each other, with less than a line between them."""

    def draw(page: pymupdf.Page) -> None:
        top = 80.0
        for text in paragraphs:
            for line in wrapped(text, width):
                page.insert_text((72, top), line, fontsize=SIZE)
                top += 1.25 * SIZE
            top += 4

    return document(draw)


def found(pdf: bytes) -> dict[str, str]:
    """What was found over line ends, written in one, and what it is."""
    report = Redactor(today=TODAY).check(pdf, "a.pdf", show_text=True)
    findings = report["documents"][0]["findings"]
    return {"".join(f["text"].split()): f["entity_type"] for f in findings if f["text"]}


@pytest.mark.parametrize("width", [40, 45, 52])
def test_what_a_narrow_column_breaks_is_found_whole(width: float) -> None:
    pdf = column(width, *NARROW)
    told = found(pdf)
    assert told.get("19811218-9876") == "SE_PERSONNUMMER"
    assert told.get("saga.ekhagen@example.com") == "EMAIL_ADDRESS"
    assert told.get("Vubrålinstigen33") == "SE_STREET_ADDRESS"
    assert told.get("GustafHellmerthsson") == "PERSON"
    assert told.get("0701740642") == "PHONE_NUMBER"


def test_no_part_of_it_stays_in_the_copy() -> None:
    copy = Redactor(today=TODAY).redact(column(45, *NARROW), "a.pdf").output
    shown = "".join(pdfium(copy).split())
    for part in ("1981", "9876", "ekha", "mple.com", "Vubrå", "gen33", "Hellm", "thsson", "07017"):
        assert part not in shown
    for public in ("gäller.", ",somsvarar.", "fickavslag", "Göteborg."):
        assert public in shown


@pytest.mark.parametrize("width", [200, 300, 450])
def test_lines_that_end_with_words_are_no_narrow_column(width: float) -> None:
    assert layers(column(width, PROSE, *NARROW, PROSE))["body"].narrow == ()


@pytest.mark.parametrize(
    "texts",
    [
        ("Gustaf", "fick avslag på sin ansökan"),
        ("Närvarande", "ledamöter och ersättare", "Gustaf Hellmerth", "fick ordet"),
        ("Hellmerth", "anmäler jäv och lämnar salen", "kl. 18.30"),
        ("2021", "2022 års budget"),
    ],
)
def test_a_line_with_room_is_no_broken_word(texts: Sequence[str]) -> None:
    assert layers(document(lines(*texts)))["body"].narrow == ()


def test_lines_far_apart_are_no_column() -> None:
    assert layers(document(lines("Hellmerthss", "on", step=40)))["body"].narrow == ()


def test_a_full_line_in_another_size_says_nothing() -> None:
    def draw(page: pymupdf.Page) -> None:
        page.insert_text((72, 100), "Protokoll", fontsize=20)
        page.insert_text((72, 120), "socialnämnden", fontsize=9)

    assert layers(document(draw))["body"].narrow == ()
