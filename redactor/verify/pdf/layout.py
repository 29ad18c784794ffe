"""The bytes of the file in order: one header, objects, one cross-reference stream, the end. Nothing between.

A copy is written in one go. A second revision, an object that the cross-references do not know, a comment or
bytes before the header and after the end are what other programs leave behind.
"""

import re
import zlib
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field

from redactor.verify.pdf.file import File, Item
from redactor.verify.pdf.syntax import MalformedError, values

_HEADER = re.compile(rb"%PDF-1\.[3-7]\n%[\x80-\xff]{4}\n")
_OBJECT = re.compile(rb"([0-9]+) 0 obj\n")
_LENGTH = re.compile(rb"/Length ([0-9]+)(?= |/|>)(?! [0-9]+ R)")
_END = re.compile(rb"startxref\n([0-9]+)\n%%EOF\n")
_TABLE = re.compile(rb"xref\n0 [0-9]+ ?\n(?:[0-9]{10} [0-9]{5} [fn][ \r]\n)+trailer ")
_STREAM = re.compile(rb"stream\r?\n")
_MOST = 50_000_000


@dataclass(frozen=True, slots=True)
class Layout:
    """`outside` is every byte that is no stream's data; `hidden` the data of streams that no object holds.

    `odd` says in words what no copy may have.
    """

    outside: bytes = field(repr=False)
    hidden: bytes = field(repr=False)
    odd: tuple[str, ...]


class _Odd(Exception):  # noqa: N818 - a signal of this module
    """What is wrong with the file, in words."""


def scan(file: File) -> Layout:
    """Reads the file from its first byte to its last. Linear."""
    try:
        outside = b"\0\0".join(_pieces(file))
    except _Odd as odd:
        # Nobody knows what lies where: all is read through, and what inflates besides.
        return Layout(file.data, b"\0\0".join(_inflated(file.data)), (str(odd),))
    return Layout(outside, b"", ())


def _pieces(file: File) -> Iterator[bytes]:
    data = file.data
    header = _HEADER.match(data)
    if header is None:
        raise _Odd("header")
    at = header.end()
    starts: dict[int, int] = {}
    while found := _OBJECT.match(data, at):
        number = int(found.group(1))
        if starts.setdefault(number, at) != at:
            raise _Odd("an object twice")
        end = _object_end(data, found.end())
        yield data[at:end]
        at = _stream_end(data, end, data[found.end() : end])
    at = yield from _rest(data, at, starts)
    known = {number for number, item in file.items.items() if number > 0}
    packed = [n for item in file.items.values() if item.keys.get("Type") == "ObjStm" for n in _packed(item)]
    if at != len(data) or sorted(known) != sorted((*starts, *packed)):
        raise _Odd("bytes or objects that the cross-references do not know")


def _object_end(data: bytes, at: int) -> int:
    """Where the object that begins at `at` ends; a comment in it is odd."""
    try:
        end = next(values(data, at))[1]
    except (MalformedError, StopIteration) as error:
        raise _Odd("object") from error
    if b"%" in data[at:end] and _has_comment(data[at:end]):
        raise _Odd("comment")
    return end


_NO_COMMENT = re.compile(rb"(?:[^()%<]|<(?:[0-9A-Fa-f\s]*>)?|\((?:[^()\\]|\\[\s\S])*\))*")


def _has_comment(text: bytes) -> bool:
    clear = _NO_COMMENT.match(text)
    return clear is None or clear.end() != len(text)


def _stream_end(data: bytes, at: int, dictionary: bytes) -> int:
    """Where the object's last line ends."""
    if data.startswith(b"\nstream\n", at):
        lengths = _LENGTH.findall(dictionary)
        if len(lengths) != 1:
            raise _Odd("stream length")
        at += len(b"\nstream\n") + int(lengths[0])
        if not data.startswith((b"\nendstream", b"endstream"), at):
            raise _Odd("stream length")
        at = data.index(b"endstream", at) + len(b"endstream")
    if not data.startswith(b"\nendobj\n", at):
        raise _Odd("bytes after an object")
    at += len(b"\nendobj\n")
    return at + (data[at : at + 1] == b"\n")


def _rest(data: bytes, at: int, starts: dict[int, int]) -> Generator[bytes, None, int]:
    """The table and trailer, if the cross-references are no stream, and the end; returns where it ends."""
    table = _TABLE.match(data, at)
    begin = at
    if table is not None:
        at = _object_end(data, table.end()) + 1
        yield data[table.end() : at]
    end = _END.match(data, at)
    if end is None or int(end.group(1)) != (begin if table else max(starts.values(), default=-1)):
        raise _Odd("end of file")
    return end.end()


def _packed(item: Item) -> list[int]:
    """The numbers of the objects in an object stream, which holds so many and no byte more."""
    data, count, first = item.data or b"", item.keys.get("N"), item.keys.get("First")
    if not isinstance(count, int) or not isinstance(first, int):
        raise _Odd("object stream")
    try:
        index = [value for value, _ in values(data[:first])]
        held = sum(1 for _ in values(data[first:]))
    except MalformedError as error:
        raise _Odd("object stream") from error
    if len(index) != 2 * count or held != count or _has_comment(data):
        raise _Odd("object stream")
    return [value for value in index[::2] if isinstance(value, int)]


def _inflated(data: bytes) -> Iterator[bytes]:
    for mark in _STREAM.finditer(data):
        try:
            yield zlib.decompressobj().decompress(data[mark.end() :], _MOST)
        except zlib.error:
            continue
