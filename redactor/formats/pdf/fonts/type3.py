"""Type 3 fonts: glyphs that are small content streams (ISO 32000-1, 9.6.5), written anew by allow-list.

Paths and inline images are kept. Everything that needs a resource (text, forms, patterns) is not understood:
such a font is drawn by a stand-in.
"""

from collections.abc import Iterator, Sequence
from typing import Final

import pikepdf

from redactor.formats.pdf.fonts import encoding, lenient
from redactor.formats.pdf.fonts.glyphs import Kind

Instruction = pikepdf.ContentStreamInstruction | pikepdf.ContentStreamInlineImage
_UNITS: Final = 1000
_OPERANDS: Final = {
    **dict.fromkeys(("q", "Q", "h", "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "n", "W", "W*"), 0),
    **dict.fromkeys(("w", "J", "j", "M", "i", "g", "G"), 1),
    **dict.fromkeys(("m", "l"), 2),
    **dict.fromkeys(("rg", "RG"), 3),
    **dict.fromkeys(("v", "y", "re", "k", "K"), 4),
    **dict.fromkeys(("cm", "c"), 6),
}
"""Operators that may stand in a glyph, with how many numbers each takes."""
_COLOURS: Final = frozenset(("g", "G", "rg", "RG", "k", "K"))
_SPACES: Final = {
    "/G": ("/G", 1), "/DeviceGray": ("/G", 1), "/RGB": ("/RGB", 3), "/DeviceRGB": ("/RGB", 3),
}  # fmt: skip
_MAX_PIXELS: Final = 4_000_000


class Type3:
    """The glyphs of a Type 3 font. Any call raises ValueError where a glyph holds what is not understood.

    Outlines are content streams in thousandths of an em.
    """

    kind = Kind.TYPE3
    units = _UNITS
    bold = False
    italic = False

    def __init__(self, font: pikepdf.Object) -> None:
        procedures = font.get("/CharProcs")
        if not isinstance(procedures, pikepdf.Dictionary):
            raise ValueError("no glyphs")
        self._procedures = {str(name)[1:]: stream for name, stream in procedures.items()}
        self._order = list(self._procedures)
        self._numbers = {name: number for number, name in enumerate(self._order)}
        a, b, c, d, e, f = lenient.numbers(font.get("/FontMatrix"), (0.001, 0, 0, 0.001, 0, 0))
        self._matrix = tuple(round(value * _UNITS, 6) for value in (a, b, c, d, e, f))

    def outline(self, number: int) -> bytes:
        stream = self._procedures[self._order[number]]
        if not isinstance(stream, pikepdf.Stream):
            raise ValueError("no glyph description")
        return b"\n".join(self._written(pikepdf.parse_content_stream(stream)))

    def _written(self, instructions: Sequence[Instruction]) -> Iterator[bytes]:
        coloured = True
        for at, instruction in enumerate(instructions):
            if isinstance(instruction, pikepdf.ContentStreamInlineImage):
                yield _image(instruction.iimage)
                continue
            operator = str(instruction.operator)
            values = [lenient.number(operand, 0.0) for operand in instruction.operands]
            if at == 0:
                coloured = operator == "d0"
                yield self._metrics(operator, values)
                if self._matrix != (1, 0, 0, 1, 0, 0):
                    yield _line("cm", self._matrix)
            elif operator == "d" and len(instruction.operands) == 2:
                dashes = lenient.numbers(instruction.operands[0], ())
                yield b"[" + _numbers(dashes) + b"] " + _line("d", values[1:])
            elif _OPERANDS.get(operator) != len(values):
                raise ValueError("not understood")
            elif coloured or operator not in _COLOURS:
                yield _line(operator, values)

    def _metrics(self, operator: str, values: Sequence[float]) -> bytes:
        a, b, c, d, e, f = self._matrix
        width = values[0] * a
        if operator == "d0" and len(values) == 2:
            return _line("d0", (width, 0))
        if operator != "d1" or len(values) != 6:
            raise ValueError("no metrics")
        corners = [(x, y) for x in values[2::2] for y in values[3::2]]
        across = [a * x + c * y + e for x, y in corners]
        upward = [b * x + d * y + f for x, y in corners]
        return _line("d1", (width, 0, min(across), min(upward), max(across), max(upward)))

    def advance(self, number: int) -> float:
        stream = self._procedures[self._order[number]]
        first = pikepdf.parse_content_stream(stream)[0]
        return lenient.number(first.operands[0], 0.0) * self._matrix[0] / _UNITS

    def named(self, name: str) -> int | None:
        return self._numbers.get(name)

    def encoded(self, _code: int) -> int | None:
        return None

    def collected(self, cid: int) -> int:
        return cid

    def text(self, number: int) -> str:
        return encoding.text(self._order[number])


def _image(image: pikepdf.PdfInlineImage) -> bytes:
    """The picture anew: what its keys say, and its samples in hexadecimal."""
    width, height = lenient.integer(image.obj, "/Width"), lenient.integer(image.obj, "/Height")
    if not 0 < width * height <= _MAX_PIXELS:
        raise ValueError("not understood")
    decode = lenient.numbers(image.obj.get("/Decode"), ())
    if bool(image.obj.get("/ImageMask", False)):
        bits = 1
        keys = "/IM true /BPC 1" + (" /D [1 0]" if decode == (1, 0) else "")
    else:
        space, components = _SPACES[str(image.obj.get("/ColorSpace"))]
        depth = lenient.integer(image.obj, "/BitsPerComponent")
        bits = components * depth
        keys = f"/CS {space} /BPC {depth}"
    samples = _samples(image)
    size = (width * bits + 7) // 8 * height
    if len(samples) < size:
        raise ValueError("not understood")
    head = f"BI /W {width} /H {height} {keys} /F /AHx ID "
    return head.encode("ascii") + samples[:size].hex().encode() + b"> EI"


def _samples(image: pikepdf.PdfInlineImage) -> bytes:
    """Unfiltered. Raises PdfError for filters of pictures."""
    with pikepdf.new() as holder:
        stream = pikepdf.Stream(holder, image.read_raw_bytes())
        for key in ("/Filter", "/DecodeParms"):
            if key in image.obj:
                stream[key] = image.obj[key]
        return stream.read_bytes()


def _line(operator: str, values: Sequence[float]) -> bytes:
    return (_numbers(values) + b" " + operator.encode("ascii")).strip()


def _numbers(values: Sequence[float]) -> bytes:
    return b" ".join(f"{value:.4f}".rstrip("0").rstrip(".").encode("ascii") for value in values)
