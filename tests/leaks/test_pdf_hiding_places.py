"""From a PDF with a secret in a hiding place to a verified copy in which nobody finds it: the whole walk."""

import datetime
from functools import cache
from pathlib import Path

import pytest

from redactor import ocr
from redactor.decide import OnReview
from redactor.domain.records import PLACEHOLDER
from redactor.pipeline import Setup, prove, redact
from redactor.rulepack import builtin, load
from tests.leaks.pdf_draft import AFTER, BEFORE, Draft, Kind, Place
from tests.leaks.pdf_hiding_places import PLACES
from tests.leaks.pdf_readers import pdfium, pixels, poppler, readers, squashed

MEDIA_TYPE = "application/pdf"
# Invented; the number is from Skatteverket's official test series.
NAME = "Märta Fjällgren"
NUMBER = "19811218-9876"
SENTENCE = "pojken behöver särskilt stöd hemma"

SECRET_ITEM = ("4. Anmälan om stöd till Zxymfors", "IFN-2024-0099", "Sekretess enligt 26 kap. 1 § OSL")
NEXT_ITEM = ("5. Parkens nya lekplats", "KS-2024-0013", "Lekplatsen öppnar till sommaren enligt planen.")

WITH_NUMBER = [place for place in PLACES if Kind.NAME_ONLY not in place.kind]
IN_ITEM = [place for place in PLACES if Kind.FLOW in place.kind]


@cache
def setup() -> Setup:
    return Setup(load(builtin()), b"k" * 32, datetime.date(2024, 12, 1), ocr.read, terms=(NAME,))


def published(untrusted: bytes) -> bytes:
    """The verified copy."""
    draft = redact(untrusted, MEDIA_TYPE, setup(), OnReview.REDACT)
    return prove(draft.output, MEDIA_TYPE, draft.expected, setup(), untrusted).output


def found(output: bytes, folder: Path, place: Place, *secrets: str) -> list[tuple[str, str]]:
    """The secrets that some reader finds, and which reader."""
    texts = [(name, squashed(text)) for name, text in readers(output, folder)]
    if Kind.PIXELS in place.kind:
        texts.append(("OCR", squashed(pixels(output))))
    return [(name, secret) for secret in secrets for name, text in texts if squashed(secret) in text]


def public_lines(output: bytes, folder: Path) -> bool:
    """Whether poppler and pdfium read the public lines."""
    path = folder / "public.pdf"
    path.write_bytes(output)
    texts = (squashed(poppler(path)), squashed(pdfium(output)))
    return all(squashed(line) in text for line in BEFORE + AFTER for text in texts)


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.id)
def test_a_name_is_gone(place: Place, tmp_path: Path) -> None:
    """A name given as a term is found by no reader of the copy, and the public lines are all there."""
    output = published(place.build(NAME))
    assert found(output, tmp_path, place, "Fjällgren", "Märta") == []
    assert public_lines(output, tmp_path)


@pytest.mark.parametrize("place", WITH_NUMBER, ids=lambda place: place.id)
def test_a_number_is_gone(place: Place, tmp_path: Path) -> None:
    """A personnummer that nobody gave is found by no reader of the copy; the public lines are all there."""
    output = published(place.build(NUMBER))
    assert found(output, tmp_path, place, "8112189876", "6789812118") == []
    assert public_lines(output, tmp_path)


@pytest.mark.parametrize("place", IN_ITEM, ids=lambda place: place.id)
def test_a_secret_item_is_gone(place: Place, tmp_path: Path) -> None:
    """What stands in a secret item goes with it; number and case number stay, and so do its neighbours."""
    draft = Draft(before=(*BEFORE, *SECRET_ITEM), after=NEXT_ITEM)
    output = published(place.build(SENTENCE, draft))
    assert found(output, tmp_path, place, SENTENCE, "Zxymfors") == []
    read = squashed(pdfium(output))
    assert squashed(f"4. {PLACEHOLDER}") in read
    assert all(squashed(line) in read for line in (*BEFORE, *NEXT_ITEM, "IFN-2024-0099"))


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.id)
def test_a_second_walk_changes_nothing(place: Place) -> None:
    """The copy of a copy is the same bytes."""
    output = published(place.build(NAME))
    assert published(output) == output
