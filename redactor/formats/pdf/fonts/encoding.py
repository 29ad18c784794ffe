"""Which glyph a byte of a simple font names (ISO 32000-1, 9.6.6 and annex D)."""

from functools import cache
from typing import Final

import pikepdf
from fontTools.agl import UV2AGL, toUnicode
from fontTools.encodings.MacRoman import MacRoman
from fontTools.encodings.StandardEncoding import StandardEncoding

NOTDEF: Final = ".notdef"
Names = dict[int, str]
"""Byte -> glyph name."""


def base(name: str) -> Names:
    """One of the encodings that PDF names; the standard encoding for any other name."""
    return {"/WinAnsiEncoding": _win_ansi, "/MacRomanEncoding": _mac_roman}.get(name, _standard)()


@cache
def _standard() -> Names:
    return {code: name for code, name in enumerate(StandardEncoding) if name != NOTDEF}


@cache
def _mac_roman() -> Names:
    return {code: name for code, name in enumerate(MacRoman) if name != NOTDEF and code >= 32} | {
        202: "space"
    }


@cache
def _win_ansi() -> Names:
    characters = {code: bytes([code]).decode("cp1252", "replace") for code in range(32, 256)}
    names = {code: UV2AGL.get(ord(character), "bullet") for code, character in characters.items()}
    return names | {39: "quotesingle", 96: "grave", 127: "bullet", 160: "space", 173: "hyphen"}


def differences(encoding: pikepdf.Object) -> Names:
    """The names that /Differences sets; names and numbers that are out of place are passed over."""
    found: Names = {}
    code = 0
    for item in _array(encoding.get("/Differences")):
        if isinstance(item, int):
            code = int(item)
        elif isinstance(item, pikepdf.Name):
            if 0 <= code < 256:
                found[code] = str(item)[1:]
            code += 1
    return found


def _array(untrusted: object) -> list[object]:
    return list(untrusted) if isinstance(untrusted, pikepdf.Array) else []


def text(name: str, *, dingbats: bool = False) -> str:
    """The characters a glyph name stands for (Adobe glyph list); "" when it tells nothing."""
    found: str = toUnicode(name, isZapfDingbats=dingbats)
    return found
