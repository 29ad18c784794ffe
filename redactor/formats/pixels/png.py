"""PNG files without text, metadata or trailing data (ISO/IEC 15948); the pixels stay as they are."""

import struct
import zlib
from collections.abc import Iterator
from typing import Final

SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
_KEPT: Final = {
    b"PLTE": range(3, 769, 3),
    b"tRNS": range(1, 257),
    b"gAMA": (4,),
    b"cHRM": (32,),
    b"sRGB": (1,),
    b"sBIT": range(1, 5),
    b"pHYs": (9,),
}
"""Chunks that say how the pixels look, and how long each may be."""
_CHANNELS: Final = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
_PASSES: Final = (
    (0, 0, 8, 8),
    (4, 0, 8, 8),
    (0, 4, 4, 8),
    (2, 0, 4, 4),
    (0, 2, 2, 4),
    (1, 0, 2, 2),
    (0, 1, 1, 2),
)
_HEADER: Final = 13 + 4
"""Bytes of the header and its checksum."""
MAX_BYTES: Final = 400_000_000


def strip(content: bytes) -> bytes:
    """The picture with only the chunks that draw it, its data packed anew when anything follows it.

    Raises ValueError, struct.error or zlib.error when the file is damaged.
    """
    data = bytearray()
    kept: dict[bytes, bytes] = {}
    for kind, body in _chunks(content):
        if kind == b"IDAT":
            data += body
        elif (kind == b"IHDR" and not kept) or (len(body) in _KEPT.get(kind, ()) and not data):
            kept.setdefault(kind, _chunk(kind, body))
    header = kept.get(b"IHDR", b"")[8:]
    if len(header) != _HEADER or not data:
        raise ValueError("no picture")
    packed = repacked(bytes(data), _size(header))
    return b"".join((SIGNATURE, *kept.values(), _chunk(b"IDAT", packed), _chunk(b"IEND", b"")))


def blank() -> bytes:
    """One white pixel."""
    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return b"".join(
        (
            SIGNATURE,
            _chunk(b"IHDR", header),
            _chunk(b"IDAT", zlib.compress(b"\x00\xff", 9)),
            _chunk(b"IEND", b""),
        )
    )


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(SIGNATURE)
    while at + 8 <= len(content):
        length, kind = struct.unpack(">I4s", content[at : at + 8])
        body = content[at + 8 : at + 8 + length]
        if len(body) != length or kind == b"IEND":
            return
        yield kind, body
        at += 12 + length


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def _size(header: bytes) -> int:
    """How many bytes the unpacked picture has."""
    width, height, depth, colour, _, _, interlaced = struct.unpack(">IIBBBBB", header[:13])
    bits = depth * _CHANNELS[colour] if colour in _CHANNELS else 0
    passes = _PASSES if interlaced else ((0, 0, 1, 1),)
    total = 0
    for left, top, across, down in passes:
        columns = (width - left + across - 1) // across
        rows = (height - top + down - 1) // down
        if columns > 0 and rows > 0:
            total += rows * (1 + (columns * bits + 7) // 8)
    if not 0 < total <= MAX_BYTES:
        raise ValueError("size")
    return total


def repacked(packed: bytes, size: int) -> bytes:
    """Deflated data, as it is when it holds `size` bytes and no more, else packed anew. Raises zlib.error."""
    engine = zlib.decompressobj()
    pixels = engine.decompress(packed, size + 1)
    exact = len(pixels) == size and (engine.eof or not engine.decompress(engine.unconsumed_tail, 1))
    if exact and engine.eof and not engine.unused_data:
        return packed
    return zlib.compress(pixels[:size].ljust(size, b"\0"), 6)
