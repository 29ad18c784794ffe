"""Text that pictures carry beside their pixels: chunks, segments, records."""

import struct
import zlib
from collections.abc import Iterator

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8"
_PIXELS = frozenset(
    {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"pHYs", b"sRGB", b"gAMA", b"cHRM", b"sBIT", b"bKGD"}
)
_TEXTUAL = (b"GIF8", b"<svg", b"\x01\x00\x00\x00", b"\xd7\xcd\xc6\x9a", b"II*\0", b"MM\0*")
"""GIF, SVG, EMF, WMF and TIFF: read through, they have no cheap walk."""
_MOST = 1_000_000


def carried(content: bytes) -> bytes:
    """The bytes of a picture that can carry text; empty for a picture of pixels alone."""
    if content.startswith(_PNG):
        return b"\0\0".join(_chunks(content))
    if content.startswith(_JPEG):
        return b"\0\0".join(_segments(content))
    return content if content.lstrip()[:512].startswith(_TEXTUAL) else b""


def _chunks(content: bytes) -> Iterator[bytes]:
    at = len(_PNG)
    while at + 8 <= len(content):
        (size,) = struct.unpack_from(">I", content, at)
        kind, data = content[at + 4 : at + 8], content[at + 8 : at + 8 + size]
        at += 12 + size
        if kind not in _PIXELS:
            yield data
            yield from _inflated(data)
        if kind == b"IEND":
            break
    yield content[at:]


def _inflated(data: bytes) -> Iterator[bytes]:
    """What a zTXt, iTXt or iCCP chunk packs: zlib data begins after one of its NULs."""
    at = data.find(b"\0")
    while 0 <= at < 400:
        for start in (at + 1, at + 2):
            try:
                yield zlib.decompressobj().decompress(data[start:], _MOST)
            except zlib.error:
                continue
        at = data.find(b"\0", at + 1)


def _segments(content: bytes) -> Iterator[bytes]:
    at = len(_JPEG)
    while at + 4 <= len(content) and content[at] == 0xFF:
        marker = content[at + 1]
        if marker == 0xDA:  # the scan: pixels from here to the end of image
            break
        (size,) = struct.unpack_from(">H", content, at + 2)
        if 0xE0 <= marker <= 0xEF or marker == 0xFE:
            yield content[at + 4 : at + 2 + size]
        at += 2 + size
    yield content[content.rfind(b"\xff\xd9") + 2 :]
