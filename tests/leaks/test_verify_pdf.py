"""Verification of PDF copies: what is planted in any hiding place is found, and a clean copy passes."""

import pytest
from pikepdf import Array, Dictionary, Name

from redactor.domain.document import Sha256
from redactor.domain.records import Expected, Plan, Secret, SecretKind
from redactor.errors import LeakError
from redactor.verify import verify
from tests.leaks import verify_pdf_places_around, verify_pdf_places_file
from tests.leaks.verify_pdf_copy import MEDIA_TYPE, Copy
from tests.leaks.verify_pdf_places import PLACES, Place

assert verify_pdf_places_around and verify_pdf_places_file  # they fill PLACES

# Invented; the number is from Skatteverket's official test series.
NAME = "Märta Fjällgren"
NUMBER = "19811218-9876"
SECRETS = (
    Secret(SecretKind.NAME, NAME),
    Secret(SecretKind.NAME, "Fjällgren"),
    Secret(SecretKind.NAME, "Märta"),
    Secret(SecretKind.DIGITS, NUMBER),
)
LOUD = [place for place in PLACES if not place.quiet]
QUIET = [place for place in PLACES if place.quiet]


def probe(output: bytes, *secrets: Secret) -> str | None:
    """The probe that stopped the copy."""
    expected = Expected(Plan(Sha256("0" * 64), (), ()), secrets or SECRETS, ())
    try:
        verify(output, MEDIA_TYPE, expected, lambda text: ())
    except LeakError as error:
        return str(error.fields["probe"])
    return None


def test_a_clean_copy_passes() -> None:
    """A tagged copy with bookmarks, labels and a link is verified, and every kind of probe ran."""
    expected = Expected(Plan(Sha256("0" * 64), (), ()), SECRETS, ())
    verified = verify(Copy().build(), MEDIA_TYPE, expected, lambda text: ())
    ran = {p.name for p in verified.probes}
    assert {"page text", "content text", "strings", "names", "structure", "second run"} <= ran


@pytest.mark.parametrize("place", LOUD, ids=lambda place: place.id)
def test_a_name_is_found(place: Place) -> None:
    """A name in this place stops the copy, and not for its structure alone."""
    assert probe(place.build(NAME)) not in (None, "structure")


@pytest.mark.parametrize("place", LOUD, ids=lambda place: place.id)
def test_a_number_is_found(place: Place) -> None:
    """A personnummer in this place stops the copy, and not for its structure alone."""
    assert probe(place.build(NUMBER)) not in (None, "structure")


@pytest.mark.parametrize("place", LOUD, ids=lambda place: place.id)
def test_another_name_is_not_found(place: Place) -> None:
    """The same place with another name is no residue: at most its structure stops the copy."""
    assert probe(place.build("Torsten Mårdhult")) in (None, "structure")


@pytest.mark.parametrize("place", QUIET, ids=lambda place: place.id)
def test_structure_alone(place: Place) -> None:
    """What no reader can get text out of stops the copy by its structure."""
    assert probe(place.build(NAME)) == "structure"


@pytest.mark.parametrize("kept", [0, 1])
def test_a_kept_namesake(kept: int) -> None:
    """A string that stays on purpose may stand as often as it stays, and no more."""
    word = Secret(SecretKind.NAME, "Storgården", kept)
    assert probe(Copy().build(), word) == (None if kept else "page text")


@pytest.mark.parametrize("cut", [0, 10, 100, -1, -30, -400])
def test_a_damaged_copy_is_no_pass(cut: int) -> None:
    """A copy that cannot be read to its end is stopped."""
    assert probe(Copy().build()[:cut]) is not None


BITMAP = b"BI /W 8 /H 8 /IM true /BPC 1 /F /AHx ID 8142241818244281> EI"


@pytest.mark.parametrize(
    ("glyph", "stopped"),
    [
        (BITMAP, None),
        (BITMAP.replace(b"/IM true", b"/CS /RGB").replace(b"8142241818244281", b"00" * 24), None),
        (BITMAP.replace(b"81>", b"814142>"), "structure"),
        (BITMAP.replace(b"/IM", b"/Name (x) /IM"), "structure"),
        (b"BI /W 8 /H 1 /IM true /BPC 1 ID A EI", "structure"),
        (b"BI /W 8 /H 8 /IM true /BPC 1 /F /AHx ID 81 % a\n> EI", "structure"),
    ],
)  # fmt: skip
def test_glyphs_may_be_bitmaps(glyph: bytes, stopped: str | None) -> None:
    """As TeX's are; their samples stand in hexadecimal, so that nothing else stands there."""
    copy = Copy()
    made = Dictionary(
        Type=Name.Font, Subtype=Name.Type3, FontBBox=Array([0, 0, 1000, 1000]),
        FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]), FirstChar=97, LastChar=97, Widths=Array([500]),
        CharProcs=Dictionary(a=copy.stream(b"500 0 0 0 500 500 d1\n500 0 0 500 0 0 cm\n" + glyph)),
        Encoding=Dictionary(Differences=Array([97, Name.a])), Resources=Dictionary(),
    )  # fmt: skip
    copy.resource("/Font", "/F3", copy.pdf.make_indirect(made))
    copy.draw(b"BT /F3 12 Tf 72 400 Td (a) Tj ET")
    assert probe(copy.build()) == stopped
