"""Pages and pictures of a PDF that no OCR could read: gone from the copy, and for good."""

import io
from collections.abc import Callable
from datetime import date

import pikepdf
import pypdfium2
import pytest

from redactor.decide import OnReview
from redactor.domain.records import PLACEHOLDER
from redactor.errors import ReviewError, UnseenError
from redactor.pipeline import Setup, prove, redact
from redactor.rulepack import builtin, load
from tests.leaks.pdf_draft import Draft, picture


def missing(_picture: bytes) -> None:
    """As where Tesseract is not installed, or takes too long."""


SETUP = Setup(load(builtin()), b"k" * 32, date(2024, 12, 1), missing)


def copy(original: bytes) -> bytes:
    """The verified copy."""
    draft = redact(original, "application/pdf", SETUP, OnReview.REDACT)
    return prove(draft.output, "application/pdf", draft.expected, SETUP, original).output


def pages(pdf: bytes) -> list[str]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.get_textpage().get_text_range() for page in document]


def pictures(pdf: bytes) -> list[pikepdf.Object]:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        streams = [thing for thing in opened.objects if isinstance(thing, pikepdf.Stream)]
        return [stream for stream in streams if stream.get("/Subtype") == "/Image"]


def scanned(width: float = 595, height: float = 842, turn: int = 0) -> bytes:
    """A page of text, and one that is a picture."""
    draft = Draft()
    page = draft.pdf.add_blank_page(page_size=(width, height)).obj
    image = draft.image(picture("Anna Testsson 850101-2384"))
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(P=image))
    page.Contents = draft.stream(b"%f 0 0 %f 0 0 cm /P Do" % (width, height))
    page.Rotate = turn
    return draft.build()


def beside_text() -> bytes:
    """A page of text with a small picture."""
    draft = Draft()
    draft.resource("XObject", "P", draft.image(picture("Anna Testsson 850101-2384")))
    draft.draw(b"q 300 0 0 27 72 500 cm /P Do Q")
    return draft.build()


@pytest.mark.parametrize(
    "original",
    [scanned(), scanned(100, 60), scanned(419.53, 297.64, 90), scanned(2000, 3001)],
    ids=["A4", "small", "turned", "large"],
)
def test_an_unread_page_becomes_a_placeholder(original: bytes) -> None:
    """Nothing of the picture is left, and a copy of the copy is the same bytes."""
    made = copy(original)
    assert pages(made)[1].strip() == PLACEHOLDER
    assert "Biblioteket har öppet" in pages(made)[0]
    assert not pictures(made)
    assert copy(made) == made


def test_an_unread_picture_goes() -> None:
    """The page's text stays, of the picture nothing does; and a copy of the copy is the same bytes."""
    made = copy(beside_text())
    assert "Biblioteket har öppet" in pages(made)[0]
    assert not pictures(made)
    assert copy(made) == made


@pytest.mark.parametrize("build", [scanned, beside_text])
def test_what_nobody_read_needs_a_person(build: Callable[[], bytes]) -> None:
    """With `--on-review stop` there is no copy."""
    with pytest.raises(ReviewError):
        redact(build(), "application/pdf", SETUP, OnReview.STOP)


def test_a_picture_that_stays_and_nobody_can_read_again_is_told_of() -> None:
    """One is too small to be read; nothing shows what it holds, and nothing says that it holds a secret."""
    draft = Draft()
    draft.resource("XObject", "P", draft.image(picture("Anna Testsson 850101-2384")))
    draft.draw(b"q 300 0 0 27 72 500 cm /P Do Q q 60 0 0 5 72 300 cm /P Do Q")
    with pytest.raises(UnseenError) as told:
        copy(draft.build())
    assert told.value.exit_code == 4
    assert "finns bilder kvar på sida 1, och OCR saknas" in told.value.message("sv")
