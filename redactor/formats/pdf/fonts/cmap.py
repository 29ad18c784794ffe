"""Character maps: how shown bytes part into codes and what these select (ISO 32000-1, 9.7.5, 9.10.3)."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, Protocol

import pikepdf
from pymupdf import mupdf

from redactor.formats.pdf.fonts import lenient

_TOKEN: Final = re.compile(rb"<([0-9A-Fa-f\s]*)>|/([^\s<>\[\]()/%]+)|([\[\]]|[^\s<>\[\]()/%]+)|%[^\r\n]*")
_STRING, _NAME, _WORD = 1, 2, 3
_MAX_TEXT: Final = 512
"""Bytes that one code may stand for (ISO 32000-1, 9.10.3)."""
_MAX_USES: Final = 8
Token = bytes | str | int | None
"""A string's bytes, an operator or bracket, a number; None for a name."""


class CMap(Protocol):
    """Code -> CID."""

    @property
    def vertical(self) -> bool: ...

    def split(self, shown: bytes) -> list[bytes]:
        """The codes, in order; bytes that belong to no code stand alone."""
        ...

    def cid(self, raw: bytes) -> int: ...


@dataclass(frozen=True, slots=True)
class Identity:
    """Two bytes are the CID itself."""

    vertical: bool = False

    def split(self, shown: bytes) -> list[bytes]:
        return [shown[at : at + 2] for at in range(0, len(shown), 2)]

    def cid(self, raw: bytes) -> int:
        return int.from_bytes(raw)


@dataclass(frozen=True, slots=True)
class Predefined:
    """One of the CMaps of ISO 32000-1, table 118, as MuPDF holds them."""

    cmap: object
    wide: bool
    """All codes have two bytes or more."""
    vertical: bool

    def split(self, shown: bytes) -> list[bytes]:
        found, at = [], 0
        while at < len(shown):
            narrow = not self.wide and mupdf.pdf_lookup_cmap(self.cmap, shown[at]) >= 0
            surrogate = self.wide and 0xD8 <= shown[at] < 0xDC
            found.append(shown[at : at + (1 if narrow else 4 if surrogate else 2)])
            at += len(found[-1])
        return found

    def cid(self, raw: bytes) -> int:
        found: int = mupdf.pdf_lookup_cmap(self.cmap, int.from_bytes(raw))
        return max(found, 0)


@dataclass(slots=True)
class Embedded:
    """A CMap written out in the file."""

    vertical: bool = False
    spaces: list[tuple[bytes, bytes]] = field(default_factory=list)
    ranges: list[tuple[int, int, int, int]] = field(default_factory=list)
    """Code length, first code, last code, CID of the first; later ones win."""
    parent: CMap | None = None

    def split(self, shown: bytes) -> list[bytes]:
        if not self.spaces and self.parent is not None:
            return self.parent.split(shown)
        found, at = [], 0
        while at < len(shown):
            lengths = (len(low) for low, high in self.spaces if _within(shown[at : at + len(low)], low, high))
            found.append(shown[at : at + next(lengths, 1)])
            at += len(found[-1])
        return found

    def cid(self, raw: bytes) -> int:
        code = int.from_bytes(raw)
        for length, low, high, start in reversed(self.ranges):
            if length == len(raw) and low <= code <= high:
                return start + code - low
        return self.parent.cid(raw) if self.parent is not None else 0


def _within(raw: bytes, low: bytes, high: bytes) -> bool:
    return len(raw) == len(low) and all(a <= x <= b for a, x, b in zip(low, raw, high, strict=True))


def encoding(untrusted: pikepdf.Object | None, depth: int = 0) -> CMap:
    """The CMap of a Type 0 font's /Encoding or another's /UseCMap; Identity when it can't be understood."""
    if isinstance(untrusted, pikepdf.Name):
        return _named(str(untrusted)[1:])
    if not isinstance(untrusted, pikepdf.Stream) or depth > _MAX_USES:
        return Identity()
    found = Embedded(vertical=untrusted.get("/WMode") == 1)
    tokens = list(_tokens(lenient.data(untrusted)))
    if "/UseCMap" in untrusted:
        found.parent = encoding(untrusted["/UseCMap"], depth + 1)
    for kind, items in _sections(tokens):
        if kind == "codespacerange":
            found.spaces += [
                (low, high)
                for low, high in zip(items[::2], items[1::2], strict=False)
                if isinstance(low, bytes) and isinstance(high, bytes) and 0 < len(low) == len(high)
            ]
        elif kind == "cidrange":
            found.ranges += [
                (len(low), int.from_bytes(low), int.from_bytes(high), cid)
                for low, high, cid in zip(items[::3], items[1::3], items[2::3], strict=False)
                if isinstance(low, bytes) and isinstance(high, bytes) and isinstance(cid, int)
            ]
        elif kind == "cidchar":
            found.ranges += [
                (len(code), int.from_bytes(code), int.from_bytes(code), cid)
                for code, cid in zip(items[::2], items[1::2], strict=False)
                if isinstance(code, bytes) and isinstance(cid, int)
            ]
    found.spaces.sort(key=lambda space: len(space[0]))
    return found if found.spaces or found.parent is not None else Identity(found.vertical)


def _named(name: str) -> CMap:
    vertical = name.endswith("V")
    if name.startswith("Identity"):
        return Identity(vertical)
    try:
        cmap = mupdf.pdf_load_system_cmap(name)
    except mupdf.FzErrorBase:
        return Identity(vertical)
    return Predefined(cmap, "UCS2" in name or "UTF16" in name or name in ("H", "V"), vertical)


def collection(ordering: bytes) -> object | None:
    """MuPDF's map from the CIDs of one of Adobe's character collections to Unicode."""
    if ordering not in (b"Japan1", b"GB1", b"CNS1", b"Korea1"):
        return None
    found: object = mupdf.pdf_load_system_cmap(f"Adobe-{ordering.decode()}-UCS2")
    return found


def collected(of: object | None, cid: int) -> str:
    """What a CID of a character collection stands for; "" when that is not known."""
    found = mupdf.pdf_lookup_cmap(of, cid) if of is not None else -1
    return chr(found) if 0 < found <= 0x10FFFF and not 0xD800 <= found < 0xE000 else ""


class ToUnicode:
    """What the codes of a font stand for, as its /ToUnicode says."""

    def __init__(self, untrusted: pikepdf.Object | None) -> None:
        self._texts: dict[int, str] = {}
        self._ranges: list[tuple[int, int, bytes]] = []
        for kind, items in _sections(list(_tokens(lenient.data(untrusted)))):
            if kind == "bfchar":
                for code, text in zip(items[::2], items[1::2], strict=False):
                    if isinstance(code, bytes) and isinstance(text, bytes):
                        self._texts[int.from_bytes(code)] = _decoded(text)
            elif kind == "bfrange":
                self._add_ranges(iter(items))
        self._ranges.sort(key=lambda span: span[0])

    def _add_ranges(self, items: Iterator[Token]) -> None:
        for low in items:
            high, first = next(items, None), next(items, None)
            if first == "[":
                texts = list(iter(lambda: next(items, "]"), "]"))
            if not isinstance(low, bytes) or not isinstance(high, bytes):
                continue
            start = int.from_bytes(low)
            if isinstance(first, bytes):
                self._ranges.append((start, int.from_bytes(high), first))
            elif first == "[":
                self._texts |= {
                    start + at: _decoded(text) for at, text in enumerate(texts) if isinstance(text, bytes)
                }

    def text(self, raw: bytes) -> str | None:
        """None when the map doesn't hold the code."""
        code = int.from_bytes(raw)
        if code in self._texts:
            return self._texts[code]
        at = bisect_right(self._ranges, code, key=lambda span: span[0])
        low, high, first = self._ranges[at - 1] if at else (0, -1, b"")
        if code > high:
            return None
        return _decoded((int.from_bytes(first) + code - low).to_bytes(len(first) + 1)[1:]) if first else ""


def _decoded(text: bytes) -> str:
    if len(text) == 1:  # not allowed, but written: one byte for U+0000 to U+00FF
        text = b"\0" + text
    return text[:_MAX_TEXT].decode("utf-16-be", "replace").replace("\0", "")


def _sections(tokens: list[Token]) -> Iterator[tuple[str, list[Token]]]:
    """What stands between `begin…` and `end…`, with the kind."""
    kind, start = "", 0
    for at, token in enumerate(tokens):
        if not isinstance(token, str):
            continue
        if token.startswith("begin"):
            kind, start = token[5:], at + 1
        elif kind and token == f"end{kind}":
            yield kind, tokens[start:at]
            kind = ""


def _tokens(data: bytes) -> Iterator[Token]:
    for match in _TOKEN.finditer(data):
        token = match[match.lastindex or 0]
        if match.lastindex == _STRING:
            digits = re.sub(rb"\s", b"", token)
            yield bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())
        elif match.lastindex == _NAME:
            yield None
        elif match.lastindex == _WORD:
            yield int(token) if token.lstrip(b"+-").isdigit() else token.decode("latin-1")
