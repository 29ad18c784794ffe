"""A font as a content stream shows it: which codes its bytes are, how wide, and what they stand for."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, Protocol, TypeVar

import pikepdf

from redactor.formats.pdf.fonts import composite, lenient, programs, simple
from redactor.formats.pdf.fonts.face import Face
from redactor.formats.pdf.fonts.glyphs import Glyph, Kind, Outlines
from redactor.formats.pdf.fonts.style import Style

T = TypeVar("T")
UNKNOWN: Final = "\u200b"
"""Stands for a glyph whose text is not known: a zero width space, which all readers hand on as it is."""
MAX_TYPE3: Final = 255
"""Glyphs of one rebuilt Type 3 font: all bytes but the space's, to which word spacing applies."""


@dataclass(frozen=True, slots=True)
class Code:
    """One code of a shown string.

    `width` is the glyph's advance along a horizontal line in text space (1.0 = one em at font size 1),
    without character and word spacing. `text` is what the code stands for: "" when the font doesn't tell.
    `space`: word spacing (Tw) applies to it. In vertical writing `drop` is the advance (negative: downwards)
    and `origin` lies from the glyph's horizontal origin to its vertical one; both in text space.
    """

    raw: bytes
    width: float
    text: str = field(repr=False)
    space: bool = False
    drop: float = 0.0
    origin: tuple[float, float] = (0.0, 0.0)
    blank: bool = field(init=False)
    """It shows nothing, as far as its text tells."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "blank", not self.text.strip() if self.text else self.space)


class Decoder(Protocol):
    """What a font dictionary says of its codes."""

    @property
    def vertical(self) -> bool: ...

    def split(self, shown: bytes) -> list[bytes]: ...

    def text(self, raw: bytes) -> str: ...

    def drawn(self, raw: bytes) -> str:
        """The characters that are drawn where the program is missing."""
        ...

    def width(self, raw: bytes) -> float | None:
        """None when the dictionary doesn't say."""
        ...

    def drop(self, raw: bytes) -> tuple[float, tuple[float, float]]: ...

    def glyph(self, raw: bytes, outlines: Outlines) -> int | None:
        """The glyph's number in the font program."""
        ...


class Font:
    """A font of a file that was read. Made by `Font.of`; costly parts are read when first asked for."""

    def __init__(self, dictionary: pikepdf.Object, decoder: Decoder, style: Style) -> None:
        self.dictionary = dictionary
        self._decoder = decoder
        self._style = style
        self._codes: dict[bytes, Code] = {}
        self.vertical = decoder.vertical

    @staticmethod
    def of(untrusted: pikepdf.Object) -> "Font":
        """The font of a resource's dictionary. What can't be understood is read as a simple font."""
        font = untrusted if isinstance(untrusted, pikepdf.Dictionary) else pikepdf.Dictionary()
        descriptor = programs.descriptor(font)
        decoder: Decoder
        if font.get("/Subtype") == "/Type0":
            decoder = composite.Composite(font)
        else:
            decoder = simple.Simple(font, descriptor)
        return Font(font, decoder, Style.of(font, descriptor, vertical=decoder.vertical))

    def codes(self, shown: bytes) -> list[Code]:
        """The codes of a shown string, in order."""
        known = self._codes
        return [known.get(raw) or self._code(raw) for raw in self._decoder.split(shown)]

    def _code(self, raw: bytes) -> Code:
        width = self._decoder.width(raw)
        if width is None:
            width = self._advance(raw)
        drop, origin = self._decoder.drop(raw) if self.vertical else (0.0, (0.0, 0.0))
        code = Code(raw, width, self._text(raw), raw == b" ", drop, origin)
        self._codes[raw] = code
        return code

    def _text(self, raw: bytes) -> str:
        return self._decoder.text(raw) or self._from_program(raw, lambda own, number: own.text(number)) or ""

    def _advance(self, raw: bytes) -> float:
        own = self._from_program(raw, lambda own, number: own.advance(number))
        return lenient.em(self._stand_in(raw, None)[1] if own is None else own)

    def _stand_in(self, raw: bytes, width: float | None) -> tuple[bytes, float]:
        program = self.face.program
        number = self._decoder.glyph(raw, program) if program is not None else None
        return self.face.draw(self._decoder.drawn(raw), number, width)

    def _from_program(self, raw: bytes, asked: Callable[[Outlines, int], T]) -> T | None:
        """None without an embedded program, and where it lacks the glyph or is damaged there."""
        outlines = self.outlines
        if outlines is None:
            return None
        number = programs.guarded(lambda: self._decoder.glyph(raw, outlines))
        return programs.guarded(lambda: asked(outlines, number)) if number is not None else None

    @cached_property
    def outlines(self) -> Outlines | None:
        """The embedded font program; None when there is none or it is damaged."""
        return programs.opened(self.dictionary)

    @cached_property
    def face(self) -> Face:
        """What stands in when the program is missing."""
        return Face.for_style(self._style)

    def glyphs(self, kept: set[bytes]) -> tuple[Style, dict[bytes, Glyph]]:
        """What the kept codes look like, and the style of the font that is to hold them.

        When one of them can't be drawn from the embedded program, all are drawn from a stand-in.
        """
        codes = [self._codes.get(raw) or self._code(raw) for raw in kept]
        outlines = self.outlines
        if outlines is not None:
            drawn = programs.guarded(lambda: {code.raw: self._embedded(code, outlines) for code in codes})
            if drawn is not None and _fits(outlines.kind, drawn):
                return self._style.drawn(outlines), drawn
        return self._style, {
            code.raw: _glyph(code, self._stand_in(code.raw, code.width)[0]) for code in codes
        }

    def _embedded(self, code: Code, outlines: Outlines) -> Glyph:
        number = self._decoder.glyph(code.raw, outlines)
        return _glyph(code, outlines.outline(number) if number is not None else b"")


def _fits(kind: Kind, drawn: dict[bytes, Glyph]) -> bool:
    return kind is not Kind.TYPE3 or len(set(drawn.values())) <= MAX_TYPE3


def _glyph(code: Code, outline: bytes) -> Glyph:
    return Glyph(_readable(code.text), outline, code.width, code.drop, code.origin)


def _readable(text: str) -> str:
    """The text as a rebuilt font gives it. Where none is given, readers make one up."""
    plain = "".join(" " if sign in "\t\n\r" else sign for sign in text if sign >= " " or sign in "\t\n\r")
    return plain.replace("\ufffd", "") or UNKNOWN
