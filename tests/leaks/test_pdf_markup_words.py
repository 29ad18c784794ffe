"""Names that are words of a PDF's own markup: they go from the text, and the markup is no residue."""

from dataclasses import replace
from datetime import date

import pypdfium2
import pytest

from redactor.decide import OnReview
from redactor.errors import LeakError
from redactor.ocr import Reading
from redactor.pipeline import Setup, prove, redact
from redactor.rulepack import builtin, load
from tests.leaks.pdf_draft import Draft

SETUP = Setup(load(builtin()), b"k" * 32, date(2024, 12, 1), lambda _: Reading(""))


@pytest.mark.parametrize("name", ["Li", "Alt"])
def test_a_name_in_the_tags_of_a_title(name: str) -> None:
    """XMP writes a title as rdf:Alt and rdf:li."""
    draft = Draft()
    draft.line(f"Nämnden har hört {name} i ärendet.")
    original, setup = draft.build(), replace(SETUP, terms=(name,))
    made = redact(original, "application/pdf", setup, OnReview.REDACT)
    copy = prove(made.output, "application/pdf", made.expected, setup, original).output
    with pypdfium2.PdfDocument(copy) as document:
        text = document[0].get_textpage().get_text_range()
    assert f"hört {name}" not in text
    assert "i ärendet" in text


def test_a_name_in_the_title_itself() -> None:
    """Only the tags are passed over."""
    draft = Draft()
    draft.line("Nämnden har hört Li i ärendet.")
    original, setup = draft.build(), replace(SETUP, terms=("Li",))
    made = redact(original, "application/pdf", setup, OnReview.REDACT)
    other = Draft()
    other.pdf.docinfo["/Title"] = "Samtal med Li"
    titled = redact(other.build(), "application/pdf", SETUP, OnReview.REDACT).output
    with pytest.raises(LeakError):
        prove(titled, "application/pdf", made.expected, setup)
