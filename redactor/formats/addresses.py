"""What an address says when its escapes and encodings are undone: a name there is a name."""

import base64
import html
import quopri
import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import unquote, unquote_plus, unquote_to_bytes

_HEX: Final = re.compile(r"[0-9A-Fa-f]{12,4000}")
_BASE64: Final = re.compile(r"[A-Za-z0-9+/_-]{8,4000}")
_QUOTED: Final = re.compile(r"=[0-9A-F]{2}")
_BYTES: Final = re.compile(r"%[89A-Fa-f]")
_SIGNS: Final = frozenset(" -.,:;/?&=@_+'\"{}()[]\n\r\t")
_LAST: Final = "\u0400"
"""The first character after Latin and Greek letters."""
_SHORTEST: Final = 6
"""Characters; what decodes to less is chance."""
_DEEP: Final = 3
"""How often an address may be escaped anew."""


def spellings(target: str) -> tuple[str, ...]:
    """An address as written and, where they differ, with its escapes undone, and what is encoded in it."""
    found = {target: None}
    text = target
    for _ in range(_DEEP):
        text = unquote(html.unescape(text))
        found.setdefault(text)
    found.setdefault(unquote_plus(target))
    if _BYTES.search(target):
        found.setdefault(unquote_to_bytes(target).decode("cp1252", "replace"))
    if _QUOTED.search(text):
        data = quopri.decodestring(text.encode())
        found |= dict.fromkeys((data.decode("utf-8", "replace"), data.decode("cp1252", "replace")))
    found |= dict.fromkeys(_encoded(text))
    return tuple(found)


def _encoded(text: str) -> Iterator[str]:
    """Words that stand in an address as hexadecimal digits or in base64."""
    for match in _HEX.finditer(text):
        for shift in (0, 1):
            digits = match.group()[shift:]
            yield from _words(bytes.fromhex(digits[: len(digits) // 2 * 2]))
    for match in _BASE64.finditer(text):
        signs = match.group().replace("-", "+").replace("_", "/")
        for shift in range(4):
            rest = signs[shift:]
            whole = rest[: len(rest) - (len(rest) % 4 == 1)]
            yield from _words(base64.b64decode(whole + "=" * (-len(whole) % 4)))


def _words(data: bytes) -> Iterator[str]:
    """The readings of bytes that are words rather than chance."""
    for encoding in ("utf-8", "cp1252", "utf-16-le", "utf-16-be"):
        text = data.decode(encoding, "ignore" if encoding.startswith("utf-16") else "replace")
        if len(text) >= _SHORTEST and all((c.isalnum() and c < _LAST) or c in _SIGNS for c in text):
            yield text
            return
