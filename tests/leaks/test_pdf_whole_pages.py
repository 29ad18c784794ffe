"""Pages that hold nothing but the middle of a secret item: dropped, or left blank where that is asked for."""

from datetime import date

import pymupdf
import pypdfium2
import pytest

from redactor import Redactor

SECRET = "Pojken bor sedan i våras hos sin mormor, och skolan har anmält oro flera gånger under hösten."
DAYS = ("måndagen", "tisdagen", "onsdagen", "torsdagen", "fredagen")
WHO = ("läraren", "mormor", "kuratorn", "grannen", "rektorn", "fritidsledaren")


def notes(did: str) -> list[str]:
    """No two lines alike: what stands at the same place of page after page is a header."""
    return [f"På {day} {did} {who} att pojken var ensam hemma till kvällen." for day in DAYS for who in WHO]


def agenda() -> bytes:
    """Item 2 begins on the first of four pages and ends on the last; each page has a footer."""
    document = pymupdf.open()
    pages = (
        [
            "1. Val av justerare",
            "2. Ansökan om kontaktfamilj",
            "SN-2024-17",
            "Sekretess enligt OSL 26:1",
            SECRET,
        ],
        notes("berättade"),
        notes("antecknade"),
        [SECRET, "3. Övriga frågor", "SN-2024-18"],
    )
    for number, lines in enumerate(pages, 1):
        page = document.new_page()
        for row, line in enumerate(lines):
            page.insert_text((72, 80 + 22 * row), line, fontsize=10)
        page.insert_text((72, 815), f"Socialnämnden, sida {number} av 4", fontsize=9)
    data: bytes = document.tobytes(no_new_id=True)
    return data


def texts(copy: bytes) -> list[str]:
    with pypdfium2.PdfDocument(copy) as document:
        return [page.get_textpage().get_text_range() for page in document]


@pytest.mark.parametrize(("blank", "pages"), [(False, 2), (True, 4)])
def test_wholly_secret_pages(blank: bool, pages: int) -> None:
    """They are dropped, or stay without a word; the report counts the copy's pages."""
    redactor = Redactor(key=bytes(32), today=date(2024, 12, 1), blank_pages=blank)
    copy = redactor.redact(agenda(), "kallelse.pdf")
    read = texts(copy.output)
    assert copy.report["documents"][0]["output"]["pages"] == len(read) == pages
    assert not any("mormor" in text for text in read)
    assert "SN-2024-17" in read[0]
    assert "3. Övriga frågor" in read[-1]
    assert [text.strip() for text in read[1:-1]] == [""] * (pages - 2)
    assert redactor.redact(copy.output, "kallelse.pdf").output == copy.output
