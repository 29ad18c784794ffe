"""All fonts of one copy: first what is kept is noted, then each font is built from that and nothing else."""

from collections import defaultdict
from typing import Final

import pikepdf

from redactor.errors import LimitError
from redactor.formats.pdf.fonts import output
from redactor.formats.pdf.fonts.face import Face
from redactor.formats.pdf.fonts.font import Font
from redactor.formats.pdf.fonts.glyphs import Glyph, Kind
from redactor.formats.pdf.fonts.numeric import em
from redactor.formats.pdf.fonts.style import Style

_MAX_GLYPHS: Final = 65_535
_PLACEHOLDERS: Final = Style("NimbusSans", False, False, False, False, False, Kind.CFF, 1000)


class FontBook:
    """The fonts of a copy. `use` and `set` for all that is kept, then `build`, then the rest.

    Codes of built fonts have two bytes: word spacing (Tw) doesn't apply to any of them, so spaces that carry
    it must be placed (ISO 32000-1, 9.3.3). Fonts of one design share one built font.
    """

    def __init__(self, target: pikepdf.Pdf) -> None:
        self._target = target
        self._face = Face.for_style(_PLACEHOLDERS)
        self._fonts: dict[tuple[int, int], Font] = {}
        self._kept: dict[Font, set[bytes]] = defaultdict(set)
        self._characters: set[str] = set()
        self._glyphs: dict[str, Glyph] = {}
        self._built: dict[Style, pikepdf.Object] = {}
        self._styles: dict[Font, Style] = {}
        self._codes: dict[Font, dict[bytes, bytes]] = {}
        self._set_codes: dict[str, bytes] = {}

    def use(self, font: Font, raw: bytes) -> None:
        """One code of the font is kept."""
        self._kept[font].add(raw)

    def set(self, text: str) -> None:
        """A placeholder of this text is set."""
        self._characters.update(text)

    def set_width(self, text: str) -> float:
        """How wide a placeholder is, in em."""
        return sum(self._placed(character).width for character in text)

    def build(self) -> None:
        """Build every font. Raises LimitError when one would hold more glyphs than a font can."""
        styles: dict[Style, set[Glyph]] = defaultdict(set)
        drawn: dict[Font, dict[bytes, Glyph]] = {}
        for font, kept in self._kept.items():
            self._styles[font], drawn[font] = font.glyphs(kept)
            styles[self._styles[font]].update(drawn[font].values())
        placed = {character: self._placed(character) for character in self._characters}
        if placed:
            styles[_PLACEHOLDERS].update(placed.values())
        codes = {style: self._build(style, sorted(glyphs)) for style, glyphs in sorted(styles.items())}
        for font, glyphs in drawn.items():
            code = codes[self._styles[font]]
            self._codes[font] = {raw: code[glyph] for raw, glyph in glyphs.items()}
        self._set_codes = {character: codes[_PLACEHOLDERS][glyph] for character, glyph in placed.items()}

    def _placed(self, character: str) -> Glyph:
        if character not in self._glyphs:
            outline, width = self._face.draw(character)
            self._glyphs[character] = Glyph(character, outline, em(width))
        return self._glyphs[character]

    def _build(self, style: Style, glyphs: list[Glyph]) -> dict[Glyph, bytes]:
        if len(glyphs) > _MAX_GLYPHS:
            raise LimitError(
                limit="antal olika tecken i ett teckensnitt", value=len(glyphs), allowed=_MAX_GLYPHS
            )
        self._built[style] = output.font(self._target, style, glyphs)
        return {glyph: cid.to_bytes(2) for cid, glyph in enumerate(glyphs, 1)}

    def encoded(self, font: Font, raw: bytes) -> bytes:
        """The built font's code for a kept code."""
        return self._codes[font][raw]

    def set_encoded(self, text: str) -> bytes:
        """The codes of a placeholder's text."""
        return b"".join(self._set_codes[character] for character in text)

    def resource(self, font: Font) -> pikepdf.Object:
        """The built font that holds what is kept of this one; the same object for fonts of one design."""
        return self._built[self._styles[font]]

    def set_resource(self) -> pikepdf.Object:
        """The font of the placeholders."""
        return self._built[_PLACEHOLDERS]
