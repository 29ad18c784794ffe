"""The text that content streams show (ISO 32000-1, 9.4), read by a small interpreter of our own."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from redactor.verify.pdf.decoding import Decoder, decoder
from redactor.verify.pdf.file import File, Item
from redactor.verify.pdf.syntax import Inline, Name, Value, content

_NUMBER = (int, float)
_GAP = -180
"""A TJ number beyond this (1/1000 em) is taken for a blank."""
_MOVES = frozenset({"Td", "TD", "T*", "Tm", "BT", "'", '"', "Do"})
_SHOWS = frozenset({"Tj", "TJ", "'", '"'})
_CARRIERS = (b"(", b"<", b"BDC", b"MP", b"DP", b"BI")
"""A stream of drawing operators without any of these holds but numbers and resource names."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A stream of drawing operators with the resources it names. `where` says which, without quoting."""

    item: Item
    resources: dict[str, Value] = field(repr=False)
    where: str
    glyph: bool = False
    """A glyph of a Type 3 font."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What a drawing shows: `text` decoded, `raw` the undecoded codes, both with a line feed at each move.

    `strings` are those of marked content; `codes` those shown, by the font's object number.
    """

    text: str = field(repr=False)
    raw: bytes = field(repr=False)
    strings: tuple[bytes, ...] = field(repr=False)
    operators: frozenset[str]
    codes: dict[int, set[bytes]] = field(repr=False)
    inline: tuple[Inline, ...] = field(repr=False)
    glyph: bool = False


def drawings(file: File) -> tuple[Drawing, ...]:
    """Every stream of drawing operators: pages, forms, pattern cells, glyphs of Type 3 fonts."""
    found: dict[int, Drawing] = {}
    for page in pages(file):
        resources = file.dictionary(inherited(file, page.keys, "Resources"))
        contents = page.keys.get("Contents")
        for part in [contents, *file.array(contents)]:
            _enter(found, file.item(part), resources)
    for item in file.items.values():
        keys = item.keys
        if keys.get("Subtype") == "Form" or keys.get("PatternType") == 1:
            _enter(found, item, file.dictionary(keys.get("Resources")))
        elif keys.get("Subtype") == "Type3":
            resources = file.dictionary(keys.get("Resources"))
            for glyph in file.dictionary(keys.get("CharProcs")).values():
                _enter(found, file.item(glyph), resources, glyph=True)
    return tuple(found.values())


def every_font(file: File) -> dict[str, Value]:
    """The fonts of all resources by name, for streams that belong to no page."""
    found: dict[str, Value] = {}
    for item in file.items.values():
        resources = item.keys if "Font" in item.keys else file.dictionary(item.keys.get("Resources"))
        found.update(file.dictionary(resources.get("Font")))
    return found


def _enter(
    found: dict[int, Drawing], item: Item | None, resources: dict[str, Value], *, glyph: bool = False
) -> None:
    if item is not None and item.data is not None:
        found.setdefault(item.number, Drawing(item, resources, f"object {item.number}", glyph))


def pages(file: File) -> tuple[Item, ...]:
    """The pages in the order of the page tree; every node is visited once."""
    root = file.dictionary(file.trailer.get("Root"))
    seen: set[int] = set()
    found: list[Item] = []
    open_nodes = [file.item(root.get("Pages"))]
    while open_nodes:
        node = open_nodes.pop()
        if node is None or node.number in seen:
            continue
        seen.add(node.number)
        if "Kids" in node.keys:
            open_nodes.extend(file.item(kid) for kid in reversed(file.array(node.keys["Kids"])))
        else:
            found.append(node)
    return tuple(found)


def inherited(file: File, page: dict[str, Value], key: str) -> Value:
    """A page's attribute, its own or that of a node above (7.7.3.4)."""
    for _ in range(64):
        if key in page:
            return page[key]
        page = file.dictionary(page.get("Parent"))
    return None


def strings_in(value: Value) -> Iterator[bytes]:
    """Every string in an object, dictionaries' and arrays' too."""
    open_values = [value]
    while open_values:
        held = open_values.pop()
        if isinstance(held, bytes):
            yield held
        elif isinstance(held, dict):
            open_values.extend(reversed(held.values()))
        elif isinstance(held, list):
            open_values.extend(reversed(held))


def names_in(value: Value) -> Iterator[str]:
    """Every name in an object, the keys of dictionaries too."""
    open_values = [value]
    while open_values:
        held = open_values.pop()
        if isinstance(held, Name):
            yield held
        elif isinstance(held, dict):
            yield from held
            open_values.extend(reversed(held.values()))
        elif isinstance(held, list):
            open_values.extend(reversed(held))


class Decoders:
    """The decoders of a file's fonts, each made once."""

    def __init__(self, file: File) -> None:
        self._file = file
        self._made: dict[int, Decoder] = {}
        self._plain = decoder(file, {})

    def of(self, font: Value) -> Decoder:
        item = self._file.item(font)
        if item is None:
            return decoder(self._file, font) if isinstance(font, dict) else self._plain
        if item.number not in self._made:
            self._made[item.number] = decoder(self._file, item.keys)
        return self._made[item.number]


class _Reading:
    def __init__(self, file: File, fonts: dict[str, Value], decoders: Decoders) -> None:
        self.file = file
        self.fonts = fonts
        self.decoders = decoders
        self.text: list[str] = []
        self.raw: list[bytes] = []
        self.strings: list[bytes] = []
        self.operators: set[str] = set()
        self.inline: list[Inline] = []
        self.codes: dict[int, set[bytes]] = {}
        self.stack: list[tuple[Decoder, set[bytes]]] = []
        self.font = decoders.of(None)
        self.used: set[bytes] = set()

    def take(self, operator: str, operands: list[Value]) -> None:
        self.operators.add(operator)
        if operator in _MOVES:
            self.text.append("\n")
            self.raw.append(b"\n")
        if operator in _SHOWS and operands:
            self._show(operands[-1])
        elif operator == "Tf" and operands:
            self._select(self.fonts.get(str(operands[0])))
        elif operator == "q":
            self.stack.append((self.font, self.used))
        elif operator == "Q" and self.stack:
            self.font, self.used = self.stack.pop()
        elif operator in ("BDC", "DP"):
            self.strings.extend(strings_in(operands))
        elif operator == "EI":
            self.inline.extend(image for image in operands if isinstance(image, Inline))

    def _select(self, font: Value) -> None:
        self.font = self.decoders.of(font)
        item = self.file.item(font)
        self.used = self.codes.setdefault(item.number, set()) if item is not None else set()

    def _show(self, shown: Value) -> None:
        strings: set[bytes] = set()
        for piece in shown if isinstance(shown, list) else [shown]:
            if isinstance(piece, bytes):
                self.text.append(self.font.text(piece))
                self.raw.append(piece)
                strings.add(piece)
            elif isinstance(piece, _NUMBER) and piece < _GAP:
                self.text.append(" ")
                self.raw.append(b" ")
        for string in strings:
            self.used.update(self.font.codes(string))


def shown(file: File, drawing: Drawing, decoders: Decoders) -> Shown:
    """Raises MalformedError when the stream is no sequence of operators."""
    data = drawing.item.data or b""
    reading = _Reading(file, file.dictionary(drawing.resources.get("Font")), decoders)
    if any(mark in data for mark in _CARRIERS):
        for operator, operands in content(data):
            reading.take(operator, operands)
    return Shown(
        "".join(reading.text),
        b"".join(reading.raw),
        tuple(reading.strings),
        frozenset(reading.operators),
        reading.codes,
        tuple(reading.inline),
        drawing.glyph,
    )
