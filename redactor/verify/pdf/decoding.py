"""What the codes of a font mean (ISO 32000-1, 9.10): by its ToUnicode map, else by its encoding."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial

from fontTools.agl import toUnicode

from redactor.verify.pdf.file import File
from redactor.verify.pdf.syntax import MalformedError, Name, Value, Word, values

_CODECS = {"MacRomanEncoding": "mac_roman", "WinAnsiEncoding": "cp1252"}
_RANGE_LIMIT = 65_536
_SHORT = 8
"""Bytes."""


@dataclass(frozen=True, slots=True)
class Decoder:
    """`size` bytes make a code. `mapped` is the ToUnicode map, `encoded` what the encoding says besides."""

    size: int
    mapped: dict[bytes, str] = field(repr=False)
    encoded: dict[bytes, str] = field(repr=False)
    _codes: dict[bytes, list[bytes]] = field(default_factory=dict, init=False, repr=False)
    _texts: dict[bytes, str] = field(default_factory=dict, init=False, repr=False)
    """Of short strings: kerned text is shown a letter or two at a time, and the same come again and again."""

    def codes(self, shown: bytes) -> list[bytes]:
        if len(shown) > _SHORT:
            return self._parted(shown)
        if shown not in self._codes:
            self._codes[shown] = self._parted(shown)
        return self._codes[shown]

    def text(self, shown: bytes) -> str:
        if len(shown) > _SHORT:
            return self._text(shown)
        if shown not in self._texts:
            self._texts[shown] = self._text(shown)
        return self._texts[shown]

    def _parted(self, shown: bytes) -> list[bytes]:
        size = self.size
        return [shown[at : at + size] for at in range(0, len(shown), size)]

    def _text(self, shown: bytes) -> str:
        return "".join(map(self._character, self.codes(shown)))

    def _character(self, code: bytes) -> str:
        found = self.mapped.get(code)
        return found if found is not None else self.encoded.get(code, "\ufffd")


def decoder(file: File, font: dict[str, Value]) -> Decoder:
    """The decoder of a font dictionary; of what is no font, one that reads Windows-1252."""
    size = 2 if font.get("Subtype") == "Type0" else 1
    mapped: dict[bytes, str] = {}
    item = file.item(font.get("ToUnicode"))
    if item is not None and item.data is not None:
        mapped = to_unicode(item.data)
        size = min((len(code) for code in mapped), default=size)
    return Decoder(size, mapped, _wide() if size > 1 else _simple(file, font))


def to_unicode(cmap: bytes) -> dict[bytes, str]:
    """The map as far as it can be read; of a damaged one its beginning."""
    mapped: dict[bytes, str] = {}
    pending: list[Value] = []
    try:
        for value, _ in values(cmap):
            if not isinstance(value, Word):
                pending.append(value)
                continue
            if value == "endbfchar":
                mapped.update(_characters(pending))
            elif value == "endbfrange":
                mapped.update(_ranges(pending))
            pending = []
    except MalformedError:
        return mapped
    return mapped


def _characters(pending: list[Value]) -> Iterator[tuple[bytes, str]]:
    for code, text in zip(pending[::2], pending[1::2], strict=False):
        if isinstance(code, bytes) and isinstance(text, bytes):
            yield code, _utf16(text)


def _ranges(pending: list[Value]) -> Iterator[tuple[bytes, str]]:
    for first, last, target in zip(pending[::3], pending[1::3], pending[2::3], strict=False):
        if not (isinstance(first, bytes) and isinstance(last, bytes)):
            continue
        start, end = int.from_bytes(first), int.from_bytes(last)
        for step in range(min(end - start + 1, _RANGE_LIMIT)):
            text = _nth(target, step)
            if text is not None:
                yield (start + step).to_bytes(len(first)), text


def _nth(target: Value, step: int) -> str | None:
    if isinstance(target, list):
        text = target[step] if step < len(target) else None
        return _utf16(text) if isinstance(text, bytes) else None
    if not isinstance(target, bytes) or not target:
        return None
    number = int.from_bytes(target) + step
    return _utf16(number.to_bytes(len(target) + 1)[-len(target) :])


def _utf16(text: bytes) -> str:
    return text.decode("utf-16-be", "replace") if len(text) > 1 else text.decode("latin-1")


class _Wide(dict[bytes, str]):
    """Codes of two bytes taken for UTF-16, as the predefined Unicode CMaps have it."""

    def get(self, code: bytes, default: str = "") -> str:  # type: ignore[override]
        return code.decode("utf-16-be", "replace") or default


_wide = partial(_Wide)


def _simple(file: File, font: dict[str, Value]) -> dict[bytes, str]:
    encoding = file.resolved(font.get("Encoding"))
    base = encoding.get("BaseEncoding") if isinstance(encoding, dict) else encoding
    codec = _CODECS.get(str(base), "cp1252")
    encoded = {bytes([code]): bytes([code]).decode(codec, "replace") for code in range(256)}
    code = 0
    for entry in file.array(encoding.get("Differences")) if isinstance(encoding, dict) else ():
        if isinstance(entry, Name):
            encoded[bytes([code & 0xFF])] = str(toUnicode(entry)) or entry
            code += 1
        elif isinstance(entry, int):
            code = entry
    return encoded
