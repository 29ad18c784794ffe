"""JPEG files without EXIF, XMP, comments, thumbnails or trailing data (ITU-T T.81); the pixels stay."""

import struct
from typing import Final

_START: Final = b"\xff\xd8"
_END: Final = b"\xff\xd9"
_JFIF: Final = b"\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
_EOI: Final = 0xD9
_SCAN: Final = 0xDA
_APP0: Final = 0xE0
_ADOBE: Final = 0xEE
_ADOBE_LENGTH: Final = 12
_TRANSFORM_AT: Final = 17
_FRAMES: Final = frozenset({0xC0, 0xC1, 0xC2})
"""Baseline, extended and progressive: what DCTDecode knows (ISO 32000-1, 7.4.8)."""
_BITS: Final = 8
_TABLES: Final = frozenset(range(0xC0, 0xD0)) - {0xC8} | {0xDB, 0xDD, _SCAN}
_ALONE: Final = frozenset({0x01, *range(0xD0, 0xD8)})


def strip(content: bytes) -> bytes:
    """Tables, frame and scans only. Raises ValueError when the file is damaged."""
    pieces: list[bytes] = []
    colours = b""
    at = 2
    while at < len(content):
        at, marker = _marker(content, at)
        if marker == _EOI:
            break
        if marker in _ALONE:
            continue
        end = at + int.from_bytes(content[at : at + 2], "big")
        if end < at + 2 or end > len(content):
            raise ValueError("damaged")
        segment = content[at:end]
        if marker in _TABLES:
            pieces.append(bytes((0xFF, marker)) + segment)
        elif marker == _ADOBE and segment[2:7] == b"Adobe":
            # Says how the colours are coded; whatever follows its twelve bytes is not needed.
            colours = b"\xff\xee\x00\x0e" + segment[2 : 2 + _ADOBE_LENGTH]
        elif marker == _APP0 and segment[2:6] == b"JFIF":
            # Says it, too: a reader takes the colours of a file with neither from its components' names.
            colours = colours or _JFIF
        at = end
        if marker == _SCAN:
            at = _scan_end(content, at)
            pieces.append(content[end:at])
    if not any(piece[:2] == bytes((0xFF, _SCAN)) for piece in pieces):
        raise ValueError("no picture")
    return b"".join((_START, colours, *pieces, _END))


def _marker(content: bytes, at: int) -> tuple[int, int]:
    """The marker at `at`, which any number of fill bytes may lead in, and where it ends."""
    start = at
    while content[at : at + 1] == b"\xff":
        at += 1
    if at == start or at >= len(content):
        raise ValueError("damaged")
    return at + 1, content[at]


def _scan_end(content: bytes, at: int) -> int:
    """Where the entropy-coded data that begins at `at` ends: at the next true marker."""
    while True:
        at = content.find(b"\xff", at)
        if at < 0 or at + 1 >= len(content):
            return len(content)
        following = content[at + 1]
        if following == 0x00 or 0xD0 <= following <= 0xD7:
            at += 2
        elif following == 0xFF:
            at += 1
        else:
            return at


def frame(content: bytes) -> tuple[int, int, int]:
    """Width, height and components of a stripped file. Raises ValueError for what DCTDecode does not know."""
    at = 2
    while at < len(content):
        at, marker = _marker(content, at)
        if marker in _FRAMES:
            bits, height, width, components = struct.unpack(">BHHB", content[at + 2 : at + 8])
            if bits != _BITS or not width or not height:
                raise ValueError("frame")
            return width, height, components
        at += int.from_bytes(content[at : at + 2], "big")
    raise ValueError("no frame")


def marked(content: bytes, transform: int) -> bytes:
    """A stripped file with Adobe's marker of how its colours are coded: 0 as they are, 1 YCbCr, 2 YCCK."""
    body = content[len(_START) :].removeprefix(_JFIF)
    return b"".join((_START, b"\xff\xee\x00\x0eAdobe\x00\x64\0\0\0\0", bytes((transform,)), body))


def transform(content: bytes) -> int | None:
    """What Adobe's marker of a stripped file says of the colours; None without one."""
    return content[_TRANSFORM_AT] if content[2:4] == b"\xff\xee" else None
