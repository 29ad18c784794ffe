"""A PDF file taken apart: every object, every stream undone from its filter, and the bytes of the file."""

import zlib
from dataclasses import dataclass, field
from io import BytesIO
from typing import cast

import pikepdf

from redactor.errors import LeakError, LimitError, Words
from redactor.verify.pdf.syntax import MalformedError, Name, Ref, Value, parse

MAX_INFLATED = 1_000_000_000
_SIZE = Words("uppackad storlek i byte", "inflated size in bytes")
PICTURES = frozenset({"DCTDecode", "JPXDecode", "CCITTFaxDecode", "JBIG2Decode"})
_PER_STREAM = 400_000_000


@dataclass(frozen=True, slots=True)
class Item:
    """One object. `data` is a stream's, decoded but for picture filters; None for what is no stream.

    `beyond` are bytes after the end of compressed data.
    """

    number: int
    value: Value = field(repr=False)
    data: bytes | None = field(default=None, repr=False)
    beyond: bytes = field(default=b"", repr=False)

    @property
    def keys(self) -> dict[str, Value]:
        """The dictionary, also a stream's; empty for another object."""
        return self.value if isinstance(self.value, dict) else {}


@dataclass(frozen=True, slots=True)
class File:
    """`odd` says in words what a reader had to repair."""

    data: bytes = field(repr=False)
    items: dict[int, Item] = field(repr=False)
    trailer: dict[str, Value] = field(repr=False)
    odd: tuple[str, ...]

    def item(self, value: Value) -> Item | None:
        """The object that a reference means; None for no reference."""
        return self.items.get(value.number) if isinstance(value, Ref) else None

    def resolved(self, value: Value) -> Value:
        """What a reference refers to, or the value itself."""
        item = self.item(value)
        if item is None:
            return None if isinstance(value, Ref) else value
        return item.value

    def dictionary(self, value: Value) -> dict[str, Value]:
        """The dictionary (a stream's too) meant by `value`; empty when it is none."""
        found = self.resolved(value)
        return found if isinstance(found, dict) else {}

    def array(self, value: Value) -> list[Value]:
        """The array meant by `value`; empty when it is none."""
        found = self.resolved(value)
        return found if isinstance(found, list) else []


def take_apart(data: bytes) -> File:
    """Raises LeakError (probe "pdf") when an object cannot be read, LimitError when it is too large."""
    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            objects = list(pdf.objects)
            trailer = parse(pdf.trailer.unparse(resolved=True))
            numbers = _numbers(objects)
            items: dict[int, Item] = {}
            left = MAX_INFLATED
            for number, found in zip(numbers, objects, strict=True):
                item = _item(number, found)
                items[number] = item
                left -= len(item.data or b"")
                if left < 0:
                    raise LimitError(limit=_SIZE, value=MAX_INFLATED - left, allowed=MAX_INFLATED)
            odd = ("damaged file",) if pdf.get_warnings() else ()
    except (pikepdf.PdfError, MalformedError, zlib.error, RuntimeError) as error:
        raise LeakError(probe="pdf", where="object") from error
    if not isinstance(trailer, dict):
        raise LeakError(probe="pdf", where="trailer")
    return File(data, items, trailer, odd)


def _numbers(objects: list[pikepdf.Object]) -> list[int]:
    """The objects' numbers; a bare number or the like does not know its own, negative ones stand for it."""
    known = [found.objgen[0] if isinstance(found, pikepdf.Object) else 0 for found in objects]
    return [number or -place for place, number in enumerate(known, 1)]


def _item(number: int, found: object) -> Item:
    if isinstance(found, pikepdf.Stream):
        keys = parse(found.stream_dict.unparse(resolved=True))
        data, beyond = _decoded(found, cast(dict[str, Value], keys))
        return Item(number, keys, data, beyond)
    if isinstance(found, pikepdf.Object):
        return Item(number, parse(found.unparse(resolved=True)))
    return Item(number, None)


def _decoded(stream: pikepdf.Stream, keys: dict[str, Value]) -> tuple[bytes, bytes]:
    if keys.get("Filter") == Name("FlateDecode") and keys.get("DecodeParms") is None:
        unpacker = zlib.decompressobj()
        data = unpacker.decompress(stream.read_raw_bytes(), _PER_STREAM)
        if unpacker.unconsumed_tail:
            raise LimitError(limit=_SIZE, value=len(data) + 1, allowed=_PER_STREAM)
        return data, unpacker.unused_data
    try:
        return stream.read_bytes(), b""
    except pikepdf.PdfError:
        # A picture's filter: its data as they are.
        return stream.read_raw_bytes(), b""
