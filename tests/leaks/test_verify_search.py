"""The search for residue: which writings of a string are the string, and which are others by chance."""

import pytest

from redactor.domain.records import Secret, SecretKind
from redactor.verify.pictures import carried
from redactor.verify.search import Search
from tests.leaks.docx_package import chunk, png


def found(secret: Secret, text: str, *, chance: bool = False) -> bool:
    return bool(Search((secret,)).count(text, chance=chance))


# Invented: numbers from Skatteverket's series for tests and from PTS's ranges for fiction.
@pytest.mark.parametrize(
    ("written", "copy"),
    [
        ("l98ll2l8-9876", "nr 19811218-9876"),
        ("198I1218-9876", "nr 811218-9876"),
        ("+46 70 174 06 05", "tfn 070-174 06 05"),
        ("070-174 06 05", "tfn +46 (0)70 174 06 05"),
    ],
)
def test_number_in_another_writing(written: str, copy: str) -> None:
    """A number that was misread, or written for callers from abroad, is the same number."""
    assert found(Secret(SecretKind.DIGITS, written), copy)


@pytest.mark.parametrize(
    ("secret", "copy"),
    [
        (Secret(SecretKind.DIGITS, "121"), "sidan 121"),
        (Secret(SecretKind.TEXT, "12345"), "12 345 kr"),
        (Secret(SecretKind.TEXT, "–"), "2023 – 2024"),
    ],
)
def test_too_little_to_tell(secret: Secret, copy: str) -> None:
    """Three digits, digits parted as thousands, or no letter at all are no residue."""
    assert not found(secret, copy)


@pytest.mark.parametrize(
    ("secret", "copy", "stands"),
    [
        ("A.", "9e3a38", False),
        ("A.", "lgh 7A", False),
        ("A.R.", "9e3ar8", False),
        ("A.", "av A. och B.", True),
        ("A.", "(a)", True),
        ("A.R.", "AR850101", True),
        ("A.R.", "av A.R.", True),
        ("Ada", "9ada9", True),
    ],
)
def test_initials_are_no_letters_of_a_number(secret: str, copy: str, stands: bool) -> None:
    """A colour or a house number holds letters; a name beside figures is a name."""
    assert found(Secret(SecretKind.NAME, secret), copy) == stands


def test_short_number_among_bytes() -> None:
    """A short number is looked for in text, not where any bytes may read as digits."""
    secret = Secret(SecretKind.DIGITS, "5402")
    assert found(secret, "kod 5402")
    assert not found(secret, "kod 5402", chance=True)


def test_long_name_is_not_turned() -> None:
    """Surname first is looked for in names of people, not in a run of many words."""
    name = "Märta Anna Eva Siv Gun Fjällgren"
    assert found(Secret(SecretKind.NAME, name), name)
    assert not found(Secret(SecretKind.NAME, name), "Fjällgren Märta Anna Eva Siv Gun")
    assert found(Secret(SecretKind.NAME, "Märta Fjällgren"), "Fjällgren Märta")


def test_png_that_breaks_off() -> None:
    """A PNG without its end still gives its text, and what follows the last whole chunk."""
    whole = png(chunk(b"tEXt", b"Comment\0M\xe4rta"))
    broken = whole[: whole.index(b"IEND") - 4] + b"rest"
    assert b"M\xe4rta" in carried(broken)
    assert carried(broken).endswith(b"rest")


def test_jpeg_without_a_scan() -> None:
    """A JPEG that ends before its pixels still gives its comment."""
    assert b"M\xe4rta" in carried(b"\xff\xd8\xff\xfe\x00\x07M\xe4rta\xff\xd9")
