"""All fonts of one copy: first what is kept is noted, then each font is built from that and nothing else."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Final

import pikepdf

from redactor.errors import LimitError
from redactor.formats.pdf.fonts import output
from redactor.formats.pdf.fonts.face import Face
from redactor.formats.pdf.fonts.font import Font
from redactor.formats.pdf.fonts.glyphs import Glyph, Kind
from redactor.formats.pdf.fonts.lenient import em
from redactor.formats.pdf.fonts.style import Style

_MAX_GLYPHS: Final = 65_535
_PLACEHOLDERS: Final = Style("NimbusSans", False, False, False, False, False, Kind.CFF, 1000)


Design = tuple[Style, tuple[Glyph, ...]]
"""All that tells one built font from another."""


class FontBook:
    """The fonts of a copy. `use` and `set` for all that is kept, then `build`, then the rest.

    Fonts of one style share one built font. Its codes have two bytes (one byte, never 32, for Type 3): word
    spacing (Tw) applies to none of them, so spaces that carry it must be placed (ISO 32000-1, 9.3.3).
    """

    def __init__(self, target: pikepdf.Pdf) -> None:
        self._target = target
        self._face = Face.for_style(_PLACEHOLDERS)
        self._kept: dict[Font, set[bytes]] = defaultdict(set)
        self._placed: dict[str, Glyph] = {}
        self._set: set[str] = set()
        self._fonts: dict[Font, pikepdf.Object] = {}
        self._codes: dict[Font, dict[bytes, bytes]] = {}
        self._set_font: pikepdf.Object | None = None
        self._set_codes: dict[str, bytes] = {}

    def use(self, font: Font, raw: bytes) -> None:
        """One code of the font is kept."""
        self._kept[font].add(raw)

    def set(self, text: str) -> None:
        """A placeholder of this text is set."""
        self._set.update(text)

    def set_width(self, text: str) -> float:
        """How wide a placeholder is, in em."""
        return sum(self._character(character).width for character in text)

    def _character(self, character: str) -> Glyph:
        if character not in self._placed:
            outline, width = self._face.draw(character)
            self._placed[character] = Glyph(character, outline, em(width))
        return self._placed[character]

    def build(self) -> None:
        """Build every font. Raises LimitError when one would hold more glyphs than a font can."""
        drawn = {font: font.glyphs(kept) for font, kept in self._kept.items()}
        shared: dict[Style, set[Glyph]] = defaultdict(set)
        for style, glyphs in drawn.values():
            shared[style].update(glyphs.values())
        shared[_PLACEHOLDERS].update(map(self._character, self._set))
        designs: dict[Font, Design] = {
            # A Type 3 font has too few codes to share.
            font: (style, tuple(sorted(set(own.values()) if style.kind is Kind.TYPE3 else shared[style])))
            for font, (style, own) in drawn.items()
        }
        placed = _PLACEHOLDERS, tuple(sorted(shared[_PLACEHOLDERS]))
        built = {design: self._build(design) for design in sorted({*designs.values(), placed}) if design[1]}
        for font, design in designs.items():
            self._fonts[font], codes = built[design]
            self._codes[font] = {raw: codes[glyph].hex().encode() for raw, glyph in drawn[font][1].items()}
        if self._set:
            self._set_font, codes = built[placed]
            self._set_codes = {character: codes[self._character(character)] for character in self._set}

    def _build(self, design: Design) -> tuple[pikepdf.Object, dict[Glyph, bytes]]:
        style, glyphs = design
        if len(glyphs) > _MAX_GLYPHS:
            raise LimitError(
                limit="antal olika tecken i ett teckensnitt", value=len(glyphs), allowed=_MAX_GLYPHS
            )
        codes = output.codes(style, len(glyphs))
        return output.font(self._target, style, glyphs), dict(zip(glyphs, codes, strict=True))

    def hexadecimal(self, font: Font) -> Mapping[bytes, bytes]:
        """The built font's codes for kept ones, in hexadecimal digits."""
        return self._codes[font]

    def set_encoded(self, text: str) -> bytes:
        """The codes of a placeholder's text."""
        return b"".join(self._set_codes[character] for character in text)

    def resource(self, font: Font) -> pikepdf.Object:
        """The built font that holds what is kept of this one; the same object for fonts that share it."""
        return self._fonts[font]

    def set_resource(self) -> pikepdf.Object:
        """The font of the placeholders. Raises LookupError when none was set."""
        if self._set_font is None:
            raise LookupError("no placeholder was set")
        return self._set_font
