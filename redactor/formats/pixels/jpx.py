"""JPEG 2000 files without texts, comments, profiles or trailing data (ISO/IEC 15444-1, annexes A and I)."""

from typing import Final

_SIGNATURE: Final = b"\x00\x00\x00\x0cjP  \x0d\x0a\x87\x0a"
_TYPE: Final = b"\x00\x00\x00\x14ftypjp2 \x00\x00\x00\x00jp2 "
_HEADER: Final = frozenset({b"ihdr", b"bpcc", b"colr", b"pclr", b"cmap", b"cdef"})
_CODESTREAM: Final = b"\xff\x4f"
_COMMENT: Final = 0xFF64
_TILE: Final = 0xFF90
_DATA: Final = 0xFF93
_END: Final = b"\xff\xd9"
_ENUMERATED: Final = 1
"""The method of a colour specification that names its space and carries no profile."""

_SRGB: Final = 16
_SPACES: Final = {1: 17, 2: 17, 4: 12}
"""Enumerated colour spaces by number of components: grey, grey and opacity, CMYK."""


def strip(content: bytes) -> bytes:
    """Header and codestream only. Raises ValueError when the file is damaged."""
    if content.startswith(_CODESTREAM):
        return _codestream(content)
    header = stream = b""
    for kind, body in _boxes(content):
        if kind == b"jp2h" and not header:
            header = _header(_boxes(body))
        elif kind == b"jp2c" and not stream:
            stream = _codestream(body)
    if not header or not stream:
        raise ValueError("no picture")
    return b"".join((_SIGNATURE, _TYPE, _box(b"jp2h", header), _box(b"jp2c", stream)))


def _header(boxes: list[tuple[bytes, bytes]]) -> bytes:
    kept = [(kind, body) for kind, body in boxes if kind in _HEADER and _is_plain(kind, body)]
    if all(kind != b"colr" for kind, _ in kept):
        components = int.from_bytes(dict(kept).get(b"ihdr", b"")[8:10], "big")
        kept.append((b"colr", bytes((_ENUMERATED, 0, 0)) + _SPACES.get(components, _SRGB).to_bytes(4, "big")))
    return b"".join(_box(kind, body) for kind, body in kept)


def _is_plain(kind: bytes, body: bytes) -> bool:
    """Not an ICC profile: an image's colour space is in its dictionary, or what the components say."""
    return kind != b"colr" or body[:1] == bytes((_ENUMERATED,))


def _boxes(content: bytes) -> list[tuple[bytes, bytes]]:
    """The boxes up to the first that is damaged or no box at all."""
    found: list[tuple[bytes, bytes]] = []
    at = 0
    while at + 8 <= len(content):
        size, kind, head = int.from_bytes(content[at : at + 4], "big"), content[at + 4 : at + 8], 8
        if size == 1:
            size, head = int.from_bytes(content[at + 8 : at + 16], "big"), 16
        elif size == 0:
            size = len(content) - at
        if size < head or at + size > len(content):
            break
        found.append((kind, content[at + head : at + size]))
        at += size
    return found


def _box(kind: bytes, body: bytes) -> bytes:
    return (len(body) + 8).to_bytes(4, "big") + kind + body


def _codestream(content: bytes) -> bytes:
    """Main header and tile parts without comment segments."""
    if not content.startswith(_CODESTREAM):
        raise ValueError("no codestream")
    at, header = _segments(content, 2, _TILE)
    pieces = [_CODESTREAM, header]
    while content[at : at + 2] == _TILE.to_bytes(2, "big"):
        length = int.from_bytes(content[at + 6 : at + 10], "big")
        end = at + length if length else content.rfind(_END)
        data, kept = _segments(content, at + 12, _DATA)
        if end > len(content) or data > end:
            raise ValueError("damaged")
        size = 12 + len(kept) + end - data
        pieces += [content[at : at + 6], size.to_bytes(4, "big"), content[at + 10 : at + 12], kept]
        pieces.append(content[data:end])
        at = end
    if len(pieces) == 2:
        raise ValueError("no tile")
    return b"".join((*pieces, _END))


def _segments(content: bytes, at: int, stop: int) -> tuple[int, bytes]:
    """Where the marker `stop` stands, and the segments before it but for comments."""
    kept: list[bytes] = []
    while (marker := int.from_bytes(content[at : at + 2], "big")) != stop:
        length = int.from_bytes(content[at + 2 : at + 4], "big")
        if marker < 0xFF00 or length < 2 or at + 2 + length > len(content):
            raise ValueError("damaged")
        if marker != _COMMENT:
            kept.append(content[at : at + 2 + length])
        at += 2 + length
    return at, b"".join(kept)
