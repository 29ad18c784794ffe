"""Glyphs apart from any font, and what draws them."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol


class Kind(StrEnum):
    """How an outline is written."""

    TRUETYPE = "glyf"
    """A simple glyph of a `glyf` table, without instructions."""
    CFF = "cff"
    """A Type 2 charstring without width, hints and subroutines."""
    TYPE3 = "type3"
    """A glyph description of a Type 3 font: a content stream without resources."""


@dataclass(frozen=True, slots=True, order=True)
class Glyph:
    """What one code shows. Glyphs sort by what they stand for, then by their look: not by their source.

    `outline` is written as the font's `Kind` says, b"" where nothing is drawn; `width`, `drop` and `origin`
    are those of `Code`.
    """

    text: str = field(repr=False)
    outline: bytes = field(repr=False)
    width: float
    drop: float = 0.0
    origin: tuple[float, float] = (0.0, 0.0)


class Outlines(Protocol):
    """A font program that was read. Any call may raise anything where the program is damaged."""

    kind: Kind
    units: int
    """Units per em of the outlines."""
    bold: bool
    italic: bool
    """What the program says of its design."""

    def outline(self, number: int) -> bytes:
        """The outline of a glyph; b"" when it is empty or the program has no such glyph."""
        ...

    def advance(self, number: int) -> float:
        """In em."""
        ...

    def named(self, name: str) -> int | None:
        """The glyph that a simple font's encoding names."""
        ...

    def encoded(self, code: int) -> int | None:
        """The glyph that the program's own encoding gives a byte."""
        ...

    def collected(self, cid: int) -> int:
        """The glyph of a CID, where no map in the file tells."""
        ...

    def text(self, number: int) -> str:
        """What the program itself says a glyph stands for."""
        ...
