"""JPEG files without EXIF, XMP, comments, thumbnails or trailing data (ITU-T T.81); the pixels stay."""

from typing import Final

_START: Final = b"\xff\xd8"
_END: Final = b"\xff\xd9"
_JFIF: Final = b"\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
_SCAN: Final = 0xDA
_ADOBE: Final = 0xEE
_ADOBE_LENGTH: Final = 12
_TABLES: Final = frozenset(range(0xC0, 0xD0)) - {0xC8} | {0xDB, 0xDD, _SCAN}
_ALONE: Final = frozenset({0x01, *range(0xD0, 0xD8)})


def strip(content: bytes) -> bytes:
    """Tables, frame and scans only. Raises ValueError when the file is damaged."""
    pieces = [_START, _JFIF]
    at = 2
    while True:
        if at + 4 > len(content) or content[at] != 0xFF:
            raise ValueError("damaged")
        marker = content[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if marker == 0xD9:
            break
        if marker in _ALONE:
            at += 2
            continue
        length = int.from_bytes(content[at + 2 : at + 4], "big")
        end = at + 2 + length
        if length < 2 or end > len(content):
            raise ValueError("damaged")
        segment = content[at:end]
        if marker in _TABLES:
            pieces.append(segment)
        elif marker == _ADOBE and segment[4:9] == b"Adobe":
            # Says how the colours are coded; whatever follows its twelve bytes is not needed.
            pieces.append(b"\xff\xee\x00\x0e" + segment[4 : 4 + _ADOBE_LENGTH])
            pieces.remove(_JFIF) if _JFIF in pieces else None
        at = end
        if marker == _SCAN:
            at = _scan_end(content, at)
            pieces.append(content[end:at])
            if at >= len(content):
                break
    pieces.append(_END)
    return b"".join(pieces)


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
