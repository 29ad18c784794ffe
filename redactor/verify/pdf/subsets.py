"""Fonts hold what is shown and no more: a subset with the letters of a removed name would tell it.

Programs are read by their own few bytes that count glyphs (OpenType 1.9; Adobe technical note 5176).
"""

import struct
from itertools import pairwise

from redactor.verify.pdf.decoding import to_unicode
from redactor.verify.pdf.file import File, Item
from redactor.verify.pdf.syntax import Value
from redactor.verify.pdf.walk import OddError, Walked

_TABLES = frozenset({b"glyf", b"head", b"hhea", b"hmtx", b"loca", b"maxp", b"CFF "})
_CHARSTRINGS = 17


def check_fonts(walked: Walked, codes: dict[int, set[bytes]]) -> None:
    """Raises OddError for a font with a glyph, a width or a character that no drawing shows.

    `codes` are those shown, by the font's object number.
    """
    file = walked.file
    for item in walked.of("composite"):
        _composite(file, item, codes.get(item.number, set()))
    for item in walked.of("type3"):
        used = codes.get(item.number, set())
        _mapped(file, item, used)
        if len(file.dictionary(item.keys.get("CharProcs"))) > len(used):
            raise OddError("font, glyphs")


def _mapped(file: File, item: Item, used: set[bytes]) -> None:
    cmap = file.item(item.keys.get("ToUnicode"))
    if cmap is not None and not to_unicode(cmap.data or b"").keys() <= used:
        raise OddError("font, map")


def _composite(file: File, item: Item, used: set[bytes]) -> None:
    _mapped(file, item, used)
    numbers = {int.from_bytes(code) for code in used}
    font = file.dictionary(file.array(item.keys.get("DescendantFonts"))[0])
    for key, arity in (("W", 1), ("W2", 3)):
        if not _spanned(file.array(font.get(key)), arity) <= numbers:
            raise OddError("font, widths")
    descriptor = file.dictionary(font.get("FontDescriptor"))
    for key in ("FontFile", "FontFile2", "FontFile3"):
        program = file.item(descriptor.get(key))
        if program is not None:
            try:
                count = _glyphs(program.data or b"")
            except (struct.error, IndexError) as error:
                raise OddError("font, program") from error
            if count > len(numbers) + 1:  # glyph 0 is the one for what is missing
                raise OddError("font, glyphs")


def _spanned(widths: list[Value], arity: int) -> set[int]:
    """The CIDs that /W or /W2 names: `c [n ...]` and `first last n`."""
    found: set[int] = set()
    at = 0
    while at + 1 < len(widths):
        first, second = widths[at], widths[at + 1]
        if not isinstance(first, int):
            raise OddError("font, widths")
        if isinstance(second, list):
            found.update(range(first, first + len(second) // arity))
            at += 2
        elif isinstance(second, int):
            found.update(range(first, min(second, 65_535) + 1))
            at += 2 + arity
        else:
            raise OddError("font, widths")
    return found


def _glyphs(program: bytes) -> int:
    """How many glyphs a program holds. Raises OddError for a table that no copy may have."""
    if program[:1] == b"\x01" and program[:4] != b"\x01\0\0\0":
        return _cff_glyphs(program)
    (count,) = struct.unpack_from(">H", program, 4)
    tables: dict[bytes, tuple[int, int]] = {}
    for number in range(count):
        tag, _, start, size = struct.unpack_from(">4sIII", program, 12 + 16 * number)
        tables[tag] = start, size
    if not tables.keys() <= _TABLES:
        raise OddError("font, table")
    if b"maxp" not in tables:
        raise OddError("font, program")
    (glyphs,) = struct.unpack_from(">H", program, tables[b"maxp"][0] + 4)
    return int(glyphs)


def _cff_glyphs(program: bytes) -> int:
    at = program[2]
    _, at = _index(program, at)  # names
    tops, at = _index(program, at)
    start = _operand(tops[0], _CHARSTRINGS)
    (count,) = struct.unpack_from(">H", program, start)
    return int(count)


def _index(program: bytes, at: int) -> tuple[list[bytes], int]:
    """An INDEX and where it ends."""
    (count,) = struct.unpack_from(">H", program, at)
    if count == 0:
        return [], at + 2
    size = program[at + 2]
    starts = [
        int.from_bytes(program[at + 3 + size * number : at + 3 + size * (number + 1)])
        for number in range(count + 1)
    ]
    base = at + 2 + size * (count + 1)
    return [program[base + a : base + b] for a, b in pairwise(starts)], base + starts[-1]


def _operand(top: bytes, operator: int) -> int:
    """The integer before an operator of a DICT."""
    value, at = 0, 0
    while at < len(top):
        first = top[at]
        if first == operator:
            return value
        if first == 30:  # a real number, to the nibble 15
            at += 1
            while top[at] & 0x0F != 0x0F and top[at] >> 4 != 0x0F:
                at += 1
            at += 1
        elif first == 28:
            value, at = int.from_bytes(top[at + 1 : at + 3], signed=True), at + 3
        elif first == 29:
            value, at = int.from_bytes(top[at + 1 : at + 5], signed=True), at + 5
        elif first >= 247:
            sign, base = (1, 247) if first < 251 else (-1, 251)
            value, at = sign * ((first - base) * 256 + top[at + 1] + 108), at + 2
        elif first >= 32:
            value, at = first - 139, at + 1
        else:
            at += 2 if first == 12 else 1
    raise OddError("font, program")
