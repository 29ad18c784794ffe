"""A hiding place: where in a DOCX a secret can stand, and who can see it there."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Flag, auto

from tests.leaks.docx_package import Package


class Kind(Flag):
    """What a place can hold, and who reads it."""

    NONE = 0
    FLOW = auto()
    """It stands in the body's flow, so it goes with a secret item around it."""
    PIXELS = auto()
    """Only OCR reads it."""
    SHORT = auto()
    """It holds a name or a number, not a sentence."""
    NAME_ONLY = auto()
    """The way of writing is one of names."""


Plant = Callable[[Package, str], bytes | None]
"""Puts the secret into the package; bytes when the finished file had to be changed."""


@dataclass(frozen=True, slots=True)
class Place:
    row: str
    name: str
    kind: Kind
    plant: Plant

    @property
    def id(self) -> str:
        return f"{self.row}-{self.name}"

    def build(self, secret: str, package: Package | None = None) -> bytes:
        """A DOCX with the secret in this place and public text around it."""
        package = package or Package()
        return self.plant(package, secret) or package.build()


class Row:
    """Gathers the places of one row of the table in removal.md."""

    def __init__(self, row: str) -> None:
        self.row = row
        self.places: list[Place] = []

    def place(self, name: str, kind: Kind = Kind.NONE) -> Callable[[Plant], Plant]:
        def register(plant: Plant) -> Plant:
            self.places.append(Place(self.row, name, kind, plant))
            return plant

        return register
