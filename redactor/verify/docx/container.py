"""Takes a zip file apart byte by byte: its members, and every byte that is not a member's content.

Not with the reader that wrote or opened it: the central directory is walked here, and what lies between.
"""

import struct
import zlib
from dataclasses import dataclass, field
from typing import Any

from redactor.errors import LeakError, LimitError, Words

MAX_MEMBERS = 2_000
MAX_INFLATED = 200_000_000
_END = struct.Struct("<4s4H2IH")
_ENTRY = struct.Struct("<4s6H3I5H2I")
_LOCAL = struct.Struct("<4s5H3I2H")
_END_MARK = b"PK\x05\x06"
_ENTRY_MARK = b"PK\x01\x02"
_LOCAL_MARK = b"PK\x03\x04"
_PARTS = Words("antal delar i filen", "parts in the file")
_SIZE = Words("uppackad storlek i byte", "inflated size in bytes")
_STORED, _DEFLATED = 0, 8
_DESCRIPTOR = 0x0008
_UTF8_NAME = 0x0800


@dataclass(frozen=True, slots=True)
class Member:
    name: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Container:
    """`outside` is every byte that is no member's content: names, extra fields, comments, gaps, the rest.

    `odd` says in words what no copy may have (structure), without quoting it.
    """

    members: tuple[Member, ...]
    outside: bytes = field(repr=False)
    odd: tuple[str, ...]


class _Walk:
    def __init__(self, data: bytes) -> None:
        self.data = data
        self.members: list[Member] = []
        self.taken: list[tuple[int, int]] = []
        self.apart: list[bytes] = []
        self.odd: dict[str, None] = {}
        self.inflated = 0

    def note(self, what: str) -> None:
        self.odd[what] = None


def take_apart(data: bytes, *, allowed: int = MAX_INFLATED) -> Container:
    """Raises LeakError (probe "zip") when the file is no whole zip file, LimitError when it is too large."""
    walk = _Walk(data)
    try:
        _directory(walk, allowed)
    except (struct.error, zlib.error, IndexError) as error:
        raise LeakError(probe="zip", where="directory") from error
    # Comments and extra fields again by themselves: in the file they stand glued to names.
    outside = [piece for piece in walk.apart if piece]
    at = 0
    for start, end in sorted(walk.taken):
        if start < at:
            walk.note("members overlap")
        if start > at:
            outside.append(data[at:start])
        at = max(at, end)
    outside.append(data[at:])
    return Container(tuple(walk.members), b"\0\0".join(outside), tuple(walk.odd))


def _directory(walk: _Walk, allowed: int) -> None:
    end = walk.data.rfind(_END_MARK)
    if end < 0:
        raise LeakError(probe="zip", where="end of directory")
    fields = _END.unpack_from(walk.data, end)
    count, comment = fields[4], fields[7]
    at = end - fields[5]
    shift = at - fields[6]
    if shift:
        walk.note("bytes before the first member")
    walk.apart.append(walk.data[end + _END.size :])
    if comment or end + _END.size != len(walk.data):
        walk.note("comment or bytes after the directory")
    if count > MAX_MEMBERS:
        raise LimitError(limit=_PARTS, value=count, allowed=MAX_MEMBERS)
    expected_at = shift
    seen: set[str] = set()
    directory = at
    for _ in range(count):
        entry = _ENTRY.unpack_from(walk.data, at)
        if entry[0] != _ENTRY_MARK:
            raise LeakError(probe="zip", where="directory")
        name_size, extra, note, offset = entry[10], entry[11], entry[12], entry[16]
        name = _name(walk.data[at + _ENTRY.size : at + _ENTRY.size + name_size], entry[3])
        if extra or note:
            walk.note("extra field or comment of a member")
        if name.lower() in seen:
            walk.note("two members of one name")
        seen.add(name.lower())
        if offset + shift != expected_at:
            walk.note("bytes between the members")
        expected_at = _member(walk, name, entry, offset + shift, allowed)
        at += _ENTRY.size + name_size + extra + note
        walk.apart += (walk.data[at - note - extra : at - note], walk.data[at - note : at])
    if expected_at != directory or at != end:
        walk.note("bytes outside the members")


def _member(walk: _Walk, name: str, entry: tuple[Any, ...], offset: int, allowed: int) -> int:
    """Reads one member; where the next should begin."""
    flags, method, size = (int(entry[k]) for k in (3, 4, 8))
    local = _LOCAL.unpack_from(walk.data, offset)
    if local[0] != _LOCAL_MARK:
        raise LeakError(probe="zip", where="member")
    name_at = offset + _LOCAL.size
    start = name_at + int(local[9]) + int(local[10])
    walk.apart.append(walk.data[start - int(local[10]) : start])
    if local[10] or _name(walk.data[name_at : name_at + local[9]], local[2]) != name or flags & _DESCRIPTOR:
        walk.note("local header differs or has an extra field")
    packed = walk.data[start : start + size]
    left = allowed - walk.inflated
    if method == _STORED:
        content = packed
    elif method == _DEFLATED:
        content = _inflate(walk, packed, left)
    else:
        raise LeakError(probe="zip", where="compression")
    walk.inflated += len(content)
    if walk.inflated > allowed:
        raise LimitError(limit=_SIZE, value=walk.inflated, allowed=allowed)
    if len(content) != entry[9] or zlib.crc32(content) != entry[7]:
        walk.note("size or checksum of a member")
    walk.members.append(Member(name, content))
    walk.taken.append((start, start + size))
    return start + size


def _inflate(walk: _Walk, packed: bytes, left: int) -> bytes:
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    content = unpacker.decompress(packed, left + 1)
    if unpacker.unused_data:
        walk.note("bytes after a member's data")
        content += b"\0" + unpacker.unused_data
    return content


def _name(raw: bytes, flags: int) -> str:
    return raw.decode("utf-8" if flags & _UTF8_NAME else "cp437", "replace")


def hidden_members(outside: bytes) -> bytes:
    """What inflates from local headers that the directory does not name."""
    found: list[bytes] = []
    at = outside.find(_LOCAL_MARK)
    while 0 <= at <= len(outside) - _LOCAL.size:
        local = _LOCAL.unpack_from(outside, at)
        start = at + _LOCAL.size + local[9] + local[10]
        if local[3] == _DEFLATED and start < len(outside):
            found.append(_whatever_inflates(outside[start:]))
        at = outside.find(_LOCAL_MARK, at + 4)
    return b"\0\0".join(found)


def _whatever_inflates(packed: bytes) -> bytes:
    try:
        return zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, MAX_INFLATED // 10)
    except zlib.error:
        return b""
