"""Reads a PDF copy for verification: pdfium's text, and every object, string, name and stream by a walk.

pikepdf opens the file and lists its objects; what they hold is read by our own parser and interpreter.
"""

import codecs
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property

from redactor.domain.records import Expected, Plan, Probe
from redactor.errors import LeakError, UnseenError
from redactor.verify.encodings import PART, raw
from redactor.verify.pdf import schema
from redactor.verify.pdf.content import (
    Decoders,
    Drawing,
    Shown,
    drawings,
    every_font,
    names_in,
    shown,
    strings_in,
)
from redactor.verify.pdf.file import File, Item, take_apart
from redactor.verify.pdf.layout import Layout, scan
from redactor.verify.pdf.pixels import pixel_bytes
from redactor.verify.pdf.readers import Page, pictures, read_pages
from redactor.verify.pdf.structure import check
from redactor.verify.pdf.syntax import MalformedError, Value
from redactor.verify.pdf.unchanged import boxed_pages, pictured_pages, unchanged
from redactor.verify.pictures import carried
from redactor.verify.surfaces import Surface
from redactor.verify.text import readable

__all__ = ["PdfCopy", "ReadPicture"]

ReadPicture = Callable[[bytes], str | None]
"""The text of a PNG file; None when it could not be read."""

_MARKS = (
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF8, "utf-8"),
)
_WORD = re.compile(r"[^\W\d_]{2}|[0-9]{6}")
_MARKUP = re.compile(
    r"</?(?:x:xmpmeta|rdf:(?:RDF|Description|Alt|li)|dc:title)"
    r'(?: xmlns:(?:x="adobe:ns:meta/"|rdf="http://www\.w3\.org/1999/02/22-rdf-syntax-ns#"'
    r'|dc="http://purl\.org/dc/elements/1\.1/")| rdf:about=""| xml:lang="x-default")*>'
)
"""The tags around a title in XMP, which hold words that are names, too: Li, Alt."""
_BINARY = frozenset({"Length1", "Length2", "Length3", "N", "FunctionType", "ShadingType", "CMapName"})
"""Keys of streams that are no text: font programs, colour profiles, functions, character maps."""


class PdfCopy:
    """A copy, each part of it read when first asked for, and once."""

    def __init__(self, output: bytes) -> None:
        self._output = output

    @cached_property
    def _pages(self) -> tuple[Page, ...]:
        return read_pages(self._output)

    @cached_property
    def _file(self) -> File:
        return take_apart(self._output)

    @cached_property
    def _layout(self) -> Layout:
        return scan(self._file)

    @cached_property
    def _drawings(self) -> tuple[tuple[Drawing, Shown], ...]:
        decoders = Decoders(self._file)
        return tuple((drawing, _shown(self._file, drawing, decoders)) for drawing in drawings(self._file))

    def surfaces(self) -> Iterator[Surface]:
        """What the pages say, and whatever else the file holds.

        Raises LeakError when the file, a page or an object cannot be read, LimitError when it is too large.
        """
        for number, page in enumerate(self._pages, 1):
            yield Surface("page text", f"page {number}", page.text)
        words = "\n".join(page.words for page in self._pages)
        yield Surface("text over pages", "pages", words, carries=False, spoken=True)
        yield from _drawn(self._drawings)
        yield from _objects(self._file)
        yield from _streams(self._file, {drawing.item.number for drawing, _ in self._drawings})
        yield from _by_chance("file", "file", self._layout.outside)
        yield from _by_chance("streams no object holds", "file", self._layout.hidden)

    def seen(
        self, original: bytes, plan: Plan, read_picture: ReadPicture, password: str | None = None
    ) -> Iterator[Surface]:
        """OCR of the copy's pages where something was taken from a picture.

        Raises UnseenError when a page could not be read.
        """
        touched = boxed_pages(plan)
        if not touched:
            return
        numbers = pictured_pages(touched, len(read_pages(original, password)), self._pages)
        for number, picture in zip(numbers, pictures(self._output, numbers), strict=True):
            text = read_picture(picture)
            if text is None:
                raise UnseenError(page=number + 1)
            yield Surface("ocr", f"page {number + 1}", text)

    def structure(self) -> Probe:
        """Raises LeakError (probe "structure") for what no copy may have."""
        drawn = [said for _, said in self._drawings]
        return Probe("structure", check(self._file, self._layout, drawn))

    def unchanged(self, original: bytes, expected: Expected, password: str | None = None) -> Probe:
        """Raises LeakError (probe "unchanged") when other words than the plan's are gone or new."""
        return unchanged(original, self._pages, expected, password)


def _shown(file: File, drawing: Drawing, decoders: Decoders) -> Shown:
    try:
        return shown(file, drawing, decoders)
    except MalformedError as error:
        raise LeakError(probe="content", where=drawing.where) from error


def _drawn(drawings: Iterable[tuple[Drawing, Shown]]) -> Iterator[Surface]:
    """The drawing operators of pages, forms, patterns and glyphs, decoded through their fonts."""
    for drawing, said in drawings:
        if said.text.strip():
            yield Surface("content text", drawing.where, said.text)
        if said.raw.strip():
            yield from _by_chance("content codes", drawing.where, said.raw)
        if said.strings:
            yield Surface("marked content", drawing.where, PART.join(map(decoded, said.strings)))
        for image in said.inline:
            yield from _by_chance("inline image", drawing.where, image.data)


def _objects(file: File) -> Iterator[Surface]:
    said: list[str] = []
    bare: list[bytes] = []
    names: set[str] = set()
    for where, value in _values(file):
        names.update(names_in(value))
        strings = list(strings_in(value))
        if strings:
            texts = [decoded(string) for string in strings]
            yield Surface("strings", where, PART.join(texts))
            said.extend(text for text in texts if _WORD.search(text))
            bare.extend(strings)
    yield Surface("strings, second run", "objects", PART.join(said), carries=False, spoken=True)
    yield from _by_chance("string bytes", "objects", b"\0\0".join(bare))
    foreign = sorted(names - schema.VOCABULARY)
    yield Surface("names", "objects", PART.join(map(_readable_name, foreign)))


def _values(file: File) -> Iterator[tuple[str, Value]]:
    yield "trailer", {key: value for key, value in file.trailer.items() if key != "ID"}
    for item in file.items.values():
        if item.keys.get("Type") not in ("XRef", "ObjStm"):
            yield f"object {item.number}", item.value


def _streams(file: File, drawn: set[int]) -> Iterator[Surface]:
    """The data of every stream: of pictures what is not pixels, of others all that reads as text."""
    decoders = Decoders(file)
    fonts = every_font(file)
    for item in file.items.values():
        if item.data is None or item.keys.get("Type") == "XRef":
            continue
        where = f"object {item.number}"
        yield from _by_chance("bytes after a stream", where, item.beyond)
        if item.keys.get("Subtype") == "Image":
            yield from _by_chance("picture", where, _beside_pixels(file, item))
            continue
        if item.number in drawn:
            if b"%" in item.data:  # perhaps a comment; all else has been read as operators
                yield from _by_chance("stream", where, item.data)
            continue
        yield from _by_chance("stream", where, item.data)
        if _BINARY & item.keys.keys() or b"begincmap" in item.data:
            continue
        text = readable(item.data)[0]
        text = _MARKUP.sub(" ", text) if item.keys.get("Type") == "Metadata" else text
        yield Surface("stream text", where, text, carries=_carries(item))
        drawn_text = _as_drawing(file, item, fonts, decoders)
        if drawn_text:
            yield Surface("content text, drawn nowhere", where, drawn_text)


def _carries(item: Item) -> bool:
    """Is it a text: XML, a script, an attachment? What is none is searched for long strings only."""
    return item.keys.get("Type") in ("Metadata", "EmbeddedFile") or b"\0" not in (item.data or b"")[:4096]


def _beside_pixels(file: File, item: Item) -> bytes:
    """What a picture's data hold besides pixels; decoded pixels of the right number are pixels alone."""
    data = item.data or b""
    size = pixel_bytes(file, item)
    return data[size:] if size is not None else carried(data) or data


def _as_drawing(file: File, item: Item, fonts: dict[str, Value], decoders: Decoders) -> str:
    """What a stream shows that no page draws, if it is a drawing at all."""
    data = item.data or b""
    if b"Tf" not in data or (b"Tj" not in data and b"TJ" not in data):
        return ""
    try:
        return shown(file, Drawing(item, {"Font": fonts}, ""), decoders).text
    except MalformedError:
        return ""


def _by_chance(probe: str, where: str, data: bytes) -> Iterator[Surface]:
    for encoding, found in raw(data):
        if found:
            yield Surface(f"{probe} {encoding}", where, found, carries=False)


def decoded(string: bytes) -> str:
    """A text string (ISO 32000-1, 7.9.2.2; UTF-8 as in PDF 2.0), also in UTF-16LE, which readers accept."""
    for mark, encoding in _MARKS:
        if string.startswith(mark):
            return string[len(mark) :].decode(encoding, "replace")
    return string.decode("pdfdoc_pikepdf", "replace")


def _readable_name(name: str) -> str:
    """A name's bytes are meant as UTF-8 (7.3.5)."""
    try:
        return name.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return name
