"""Members in rows without a heading, and what is said of one name of a list."""

import pytest

from redactor.domain.review import Role
from tests.unit.test_roles import role_of

NAME = "Zelda Kvarnbrink"
PUBLIC = (Role.ELECTED, Role.OFFICIAL)


@pytest.mark.parametrize(
    "row",
    [
        f"Vassnäs     SD    ersättare    X     –      {NAME}",
        f"{NAME}\tS\tordförande",
        f"{NAME}, 2:e v ordf | M | X",
        f"{NAME}\tV\tX (t.o.m. § 14)\nKarl Berg\tKD\tX",
    ],
)
def test_member_in_a_row(row: str) -> None:
    assert role_of(row, NAME) is Role.ELECTED


@pytest.mark.parametrize(
    "row",
    [
        f"{NAME}\tM\tX\nKarl Berg\tK\tX",  # a sex
        f"{NAME}\tM\tX\nEva Lind\tM\tX",
        f"{NAME}\tS\tavslag",
        f"{NAME}    S    4 080",
    ],
)
def test_letters_alone_say_nothing(row: str) -> None:
    assert role_of(row, NAME) not in PUBLIC


def test_surname_first_in_the_row() -> None:
    """Later the same person is named the other way round; the given name alone makes nobody public."""
    rows = "Nyberg Hans\tS\tX\nDiallo Disa\tM\tX\n\n"
    text = f"{rows}Hans Nyberg yrkar bifall. Nyberg reserverar sig."
    assert role_of(text, "Hans Nyberg") is Role.ELECTED
    assert role_of(text, "Nyberg") in PUBLIC
    assert role_of(f"{rows}Brukaren trivs. Hans har en hund", "Hans") not in PUBLIC


def test_those_who_meet_share_what_is_said() -> None:
    """A name without title in a row of people with seats and titles is of the meeting."""
    text = f"med: Karl Berg ordf, Eva Lind 1 v, Per Ek 2 v, förv.chef Ada Ros, {NAME}, Bo Ström på länk"
    assert role_of(text, NAME) is Role.OFFICIAL


@pytest.mark.parametrize(
    "text",
    [
        f"Deltagare: Eva Lind, kurator, Per Ek, rektor, Ada Ros, lärare, {NAME}",  # no board
        f"med: Karl Berg ordf, {NAME}, Bo Ström",
        f"Karl Berg (S), Eva Lind (M) och Per Ek (C) yrkar bifall. Klagomål från {NAME}, granne",
    ],
)
def test_rows_that_prove_nothing(text: str) -> None:
    assert role_of(text, NAME) not in PUBLIC
