"""Type 1 programs (Adobe Type 1 font format), read without running their PostScript."""

import re
from typing import Final

from fontTools.misc.psCharStrings import T1CharString

from redactor.formats.pdf.fonts import charstrings, encoding
from redactor.formats.pdf.fonts.cff import fitted
from redactor.formats.pdf.fonts.charstrings import Matrix
from redactor.formats.pdf.fonts.glyphs import Kind

_EEXEC_KEY: Final = 55_665
_CHARSTRING_KEY: Final = 4_330
_HEX: Final = re.compile(rb"\s*[0-9A-Fa-f]{4}")
_SUBROUTINE: Final = re.compile(rb"dup\s+(\d+)\s+(\d+)\s+\S+ ")
_GLYPH: Final = re.compile(rb"/(\S+)\s+(\d+)\s+\S+ ")
_ENCODED: Final = re.compile(rb"dup\s+(\d+)\s*/(\S+)\s+put")
_MATRIX: Final = re.compile(rb"/FontMatrix\s*\[([^\]]*)\]")
_MAX_SUBROUTINES: Final = 65_535
_RETURN: Final = b"\x0b"
_PFB_MARK: Final = 0x80


class Type1:
    """An embedded Type 1 program (FontFile). Raises anything when the program is damaged."""

    kind = Kind.CFF

    def __init__(self, data: bytes) -> None:
        clear, private = _parts(_unwrapped(data))
        length = re.search(rb"/lenIV\s+(-?\d+)", private)
        skipped = int(length[1]) if length else 4
        start = private.index(b"/CharStrings")
        numbered = {int(key): code for key, code in _strings(_SUBROUTINE, private[:start], skipped).items()}
        if max(numbered, default=0) > _MAX_SUBROUTINES:
            raise ValueError("too many subroutines")
        subroutines = [
            T1CharString(numbered.get(number, _RETURN)) for number in range(max(numbered, default=-1) + 1)
        ]
        for subroutine in subroutines:
            subroutine.subrs = subroutines
        self._glyphs = {
            key.decode("latin-1"): T1CharString(code, subrs=subroutines)
            for key, code in _strings(_GLYPH, private[start + 1 :], skipped).items()
        }
        if not self._glyphs:
            raise ValueError("no glyphs")
        self._order = list(self._glyphs)
        self._numbers = {name: number for number, name in enumerate(self._order)}
        self._matrix = _matrix(clear)
        self.units, self._transform = fitted(self._matrix)
        self._names = _encoding(clear)
        self.bold = re.search(rb"/Weight\s*\((Bold|Black)\)", clear) is not None
        self.italic = re.search(rb"/ItalicAngle\s+-?0*\.?0*[1-9]", clear) is not None

    def outline(self, number: int) -> bytes:
        return charstrings.drawn(self._glyphs[self._order[number]], self._glyphs, self._transform)

    def advance(self, number: int) -> float:
        self.outline(number)
        return float(self._glyphs[self._order[number]].width) * self._matrix[0]

    def named(self, name: str) -> int | None:
        return self._numbers.get(name)

    def encoded(self, code: int) -> int | None:
        return self.named(self._names.get(code, encoding.NOTDEF))

    def collected(self, cid: int) -> int:
        return cid

    def text(self, number: int) -> str:
        return encoding.text(self._order[number])


def _unwrapped(data: bytes) -> bytes:
    """Without the segment headers of a PFB file."""
    found = b""
    while data[:1] == bytes([_PFB_MARK]) and data[1:2] in (b"\1", b"\2"):
        size = int.from_bytes(data[2:6], "little")
        found, data = found + data[6 : 6 + size], data[6 + size :]
    return found or data


def _parts(data: bytes) -> tuple[bytes, bytes]:
    """The clear text and the decrypted private part; the lengths that PDFs give are often wrong."""
    at = data.index(b"eexec") + len(b"eexec")
    while data[at : at + 1] in (b" ", b"\t", b"\r", b"\n"):
        at += 1
    secret = data[at:]
    if _HEX.match(secret):
        digits = re.sub(rb"[^0-9A-Fa-f]", b"", secret)
        secret = bytes.fromhex(digits[: len(digits) // 2 * 2].decode())
    return data[:at], _decrypted(secret, _EEXEC_KEY)[4:]


def _decrypted(data: bytes, key: int) -> bytes:
    """Section 7.1 of the format."""
    plain = bytearray(len(data))
    for at, byte in enumerate(data):
        plain[at] = byte ^ key >> 8
        key = (byte + key) * 52_845 + 22_719 & 0xFFFF
    return bytes(plain)


def _strings(pattern: re.Pattern[bytes], private: bytes, skipped: int) -> dict[bytes, bytes]:
    """The charstrings that stand after `dup 4 120 RD ` or `/A 120 RD `, decrypted; the first of each key."""
    found: dict[bytes, bytes] = {}
    at = 0
    while match := pattern.search(private, at):
        at = match.end() + int(match[2])
        code = private[match.end() : at]
        found.setdefault(match[1], _decrypted(code, _CHARSTRING_KEY)[skipped:] if skipped >= 0 else code)
    return found


def _matrix(clear: bytes) -> Matrix:
    match = _MATRIX.search(clear)
    numbers = [float(number) for number in match[1].split()] if match else [0.001, 0.0, 0.0, 0.001, 0.0, 0.0]
    a, b, c, d, e, f = numbers
    return a, b, c, d, e, f


def _encoding(clear: bytes) -> encoding.Names:
    if b"/Encoding StandardEncoding" in clear:
        return encoding.base("/StandardEncoding")
    return {int(code): name.decode("latin-1") for code, name in _ENCODED.findall(clear) if int(code) < 256}
