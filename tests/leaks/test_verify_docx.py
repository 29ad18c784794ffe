"""Verification of DOCX copies: what is planted in any hiding place is found, and a clean copy passes."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from redactor.domain.document import Sha256
from redactor.domain.records import Expected, Plan, Secret, SecretKind
from redactor.domain.review import Hit
from redactor.errors import LeakError
from redactor.verify import verify
from tests.leaks.docx_package import MEDIA_TYPE, Package, line
from tests.leaks.hiding_places import PLACES
from tests.leaks.places import Kind, Place

# Invented; the number is from Skatteverket's official test series.
NAME = "Märta Fjällgren"
NUMBER = "19811218-9876"
BODY = "familjen har sökt stöd hos"

SECRETS = (
    Secret(SecretKind.NAME, NAME),
    Secret(SecretKind.NAME, "Fjällgren"),
    Secret(SecretKind.NAME, "Märta"),
    Secret(SecretKind.DIGITS, NUMBER),
    Secret(SecretKind.BODY, BODY),
)
READABLE = [place for place in PLACES if Kind.PIXELS not in place.kind]


def expecting(*secrets: Secret) -> Expected:
    return Expected(Plan(Sha256("0" * 64), (), ()), secrets, ())


def nothing(text: str) -> tuple[Hit, ...]:
    return ()


def probe(output: bytes, *secrets: Secret) -> str | None:
    """The probe that stopped the copy."""
    try:
        verify(output, MEDIA_TYPE, expecting(*(secrets or SECRETS)), nothing)
    except LeakError as error:
        return str(error.fields["probe"])
    return None


def test_a_clean_copy_passes() -> None:
    """A plain document without residue is verified, and every kind of probe ran."""
    verified = verify(Package().build(), MEDIA_TYPE, expecting(*SECRETS), nothing)
    ran = {p.name for p in verified.probes}
    assert {"xml text", "xml attributes", "raw bytes utf-8", "part names", "structure", "second run"} <= ran


@pytest.mark.parametrize("place", READABLE, ids=lambda place: place.id)
def test_a_number_is_found(place: Place) -> None:
    """A personnummer in this place stops the copy, and not for its structure alone."""
    if Kind.NAME_ONLY in place.kind:
        assert probe(place.build(NAME)) not in (None, "structure")
    else:
        assert probe(place.build(NUMBER)) not in (None, "structure")


@pytest.mark.parametrize("place", READABLE, ids=lambda place: place.id)
def test_a_name_is_found(place: Place) -> None:
    """A name in this place stops the copy, and not for its structure alone."""
    assert probe(place.build(NAME)) not in (None, "structure")


@pytest.mark.parametrize(
    "place", [p for p in READABLE if not p.kind & (Kind.SHORT | Kind.NAME_ONLY)], ids=lambda p: p.id
)
def test_a_sentence_is_found(place: Place) -> None:
    """Five words of a removed body in this place stop the copy, and not for its structure alone."""
    assert probe(place.build(BODY)) not in (None, "structure")


@pytest.mark.parametrize("place", READABLE, ids=lambda place: place.id)
def test_another_name_is_not_found(place: Place) -> None:
    """The same place with another name is no residue: at most its structure stops the copy."""
    assert probe(place.build("Torsten Mårdhult")) in (None, "structure")


letters = st.text("abcdefghijklmnopqrstuvwxyzåäö", min_size=8, max_size=14).map(str.capitalize)


@settings(max_examples=60)
@given(st.sampled_from(READABLE), letters, letters)
def test_any_name_anywhere(place: Place, name: str, other: str) -> None:
    """Any name is found in any place, and none is found that is not there."""
    assume(name[:4] != other[:4])
    output = place.build(f"Åsa {name}")
    assert probe(output, Secret(SecretKind.NAME, f"Åsa {name}")) not in (None, "structure")
    assert probe(output, Secret(SecretKind.NAME, f"Åsa {other}")) in (None, "structure")


def test_word_of_fonts_and_styles() -> None:
    """Names that Word writes into fonts and numberings are no residue there, but in text they are."""
    package = Package()
    package.part(
        "fontTable.xml",
        '<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        '<w:font w:name="Times New Roman"><w:family w:val="roman"/></w:font></w:fonts>',
        "application/vnd.openxmlformats-officedocument.wordprocessingml.fontTable+xml",
        "fontTable",
    )
    roman = Secret(SecretKind.NAME, "Roman")
    assert probe(package.build(), roman) is None
    package.add(line("Roman sökte bygglov."))
    assert probe(package.build(), roman) == "xml text"


@pytest.mark.parametrize("cut", [0, 10, 100, -1, -30])
def test_a_damaged_copy_is_no_pass(cut: int) -> None:
    """A copy that cannot be read to its end is stopped."""
    assert probe(Package().build()[:cut]) is not None


def test_broken_xml_is_no_pass() -> None:
    """A part that is not well-formed stops the copy."""
    package = Package()
    package.parts["word/document.xml"] = b"<w:document"
    assert probe(package.build()) == "xml"


@pytest.mark.parametrize(
    "xml",
    [
        f"<w:p><w:r/>{NAME}</w:p>",
        f"<w:p>\n  <w:r>\n    <w:t>{NAME[:3]}</w:t>\n  </w:r>\n  <w:r><w:t>{NAME[3:]}</w:t></w:r>\n</w:p>",
        f'<w:p><w:r><w:t>{NAME[:3]}</w:t><w:sym w:char="zz"/><w:t>{NAME[3:]}</w:t></w:r></w:p>',
    ],
    ids=["between elements", "indented", "broken symbol"],
)
def test_odd_places_of_text(xml: str) -> None:
    """Text that Word would not show, indented XML and a symbol without a code hide nothing."""
    package = Package()
    package.add(xml)
    assert str(probe(package.build())).startswith("xml text")


@pytest.mark.parametrize("place", ["<!-- {} -->{}", "<?x {}?>{}"])
def test_note_outside_the_root(place: str) -> None:
    """A comment before the part's first element is read."""
    package = Package()
    package.parts["word/document.xml"] = place.format(NAME, package.document()).encode()
    assert probe(package.build()) not in (None, "structure")
