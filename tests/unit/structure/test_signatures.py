"""The signature block at the end, where no heading announces it."""

import pytest

from redactor.domain.document import SectionKind
from tests.unit.structure.build import plain

ITEM = "§ 1 Val\n\nText.\n\n§ 2 Skada\n\nLärare.\n\n"


@pytest.mark.parametrize(
    "block",
    [
        "Sekreterare\nIvar Blad\n\nOrdförande\nKarin Ohlin",
        "Sekreterare\tIvar Blad\n\nOrdförande\tKarin Ohlin",
        "Ivar Blad\nSekreterare\n\nKarin Ohlin\nOrdförande",
        "Ivar Blad, sekreterare\n\nKarin Ohlin, ordförande",
        "Vid protokollet: Ivar Blad\n\nJusteras: Karin Ohlin",
        "Protokollet är digitalt signerat av\n\nKarin Ohlin",
        "Digitalt signerat av Karin Ohlin (S)",
        "Sekreterare\n____________\nIvar Blad\n\nJusterare\n____________\nKarin Ohlin\n2024-05-03",
    ],
)
@pytest.mark.parametrize("after", ["", "\n\nBilaga 1 Karta\n\nText om vägen."])
def test_block_at_the_end(block: str, after: str) -> None:
    """Roles with names, and nothing else to the end, end the item and are a section of their own."""
    read = plain(f"{ITEM}{block}{after}\n")
    assert read.body("2") == "Lärare."
    assert [read.cut(s.span) for s in read.of(SectionKind.SIGNATURES)] == [block]


@pytest.mark.parametrize(
    "end",
    [
        "Sekreterare\nIvar Blad\n\nOrdförande\nKarin Ohlin\n\nDe har hotats.",
        "Ordförande\nKarin Ohlin",
        "Sekreterare\n\nOrdförande",
        "Sekreterare Ivar Blad har anmält\nOrdförande Karin Ohlin har hotats",
        "Undertecknad\nKarin Ohlin",
        "Minna Ek\n\nIvar Blad",
    ],
)
def test_what_is_no_signature_block(end: str) -> None:
    """Roles with text after them, one role, roles without names and names without roles stay in the item."""
    read = plain(f"{ITEM}{end}\n")
    assert read.body("2") == f"Lärare.\n\n{end}"


def test_name_above_the_block_stays_in_the_item() -> None:
    """A name that is parted from the roles belongs to the item."""
    read = plain(f"{ITEM}Minna Ek\n\nSekreterare\nIvar Blad\n\nOrdförande\nKarin Ohlin\n")
    assert read.body("2") == "Lärare.\n\nMinna Ek"
