"""Text met by chance: in raw bytes, and behind hexadecimal, base64, octal, quoted-printable and the like.

Everything yields plain strings for `Search.count(chance=True)`. Separate finds are parted by NUL, which
no search reads over.
"""

import base64
import html
import quopri
import re
from collections.abc import Callable, Iterator
from urllib.parse import unquote_to_bytes

PART = "\0"

# Runs of fewer than six letters are noise. UTF-16 is read for European letters (U+0000 to U+03FF),
# Latin Extended Additional and punctuation.
_UTF8 = re.compile(rb"(?:[\t\n\r\x20-\x7e]|[\xc2-\xdf][\x80-\xbf]|[\xe1-\xef][\x80-\xbf]{2}){6,}")
_LATIN = re.compile(rb"[\t\n\r\x20-\x7e\x8a\x8c\x8e\x91-\x97\x9a\x9c\x9e\x9f\xa0\xad\xb4\xb7\xc0-\xff]{6,}")
_UTF16LE = re.compile(rb"(?:[\t\n\r\x20-\x7e\xa0-\xff]\x00|[\x00-\xff][\x01-\x03\x1e\x20]){6,}")
_UTF16BE = re.compile(rb"(?:\x00[\t\n\r\x20-\x7e\xa0-\xff]|[\x01-\x03\x1e\x20][\x00-\xff]){6,}")

_HEX = re.compile(r"(?:(?:0x|\\x|%)?[0-9A-Fa-f]{2}[\s,:;'\\]{0,2}){6,}")
_HEX_PAIR = re.compile(r"[0-9A-Fa-f]{2}")
_BASE64 = re.compile(
    r"[A-Za-z0-9+/_-]{11,}(?:\s{1,4}[A-Za-z0-9+/_-]{11,})*(?:\s{1,4}[A-Za-z0-9+/_-]{1,10}={1,2})?"
)
_FILL = ("", "AAA", "AA", "A")
"""What fills the last group of four, by how many signs it has."""
_BASE64_BLANK = re.compile(r"[\s=]")
_ESCAPED = re.compile(r"\\[0-7]{3}|\\'[0-9A-Fa-f]{2}|\\x[0-9A-Fa-f]{2}")
_OCTAL_DUMP = re.compile(r"(?<![0-9])[0-3][0-7]{2}(?:\s{1,2}[0-3][0-7]{2}){5,}(?![0-9])")
_UNICODE_ESCAPED = re.compile(r"\\u\{?([0-9A-Fa-f]{4,6})\}?")
_RTF_UNICODE = re.compile(r"\\u(-?[0-9]{2,5})\s?\??")
_QUOTED = re.compile(r"=(?:[0-9A-Fa-f]{2}|\r?\n)")
_PERCENT = re.compile(r"%[0-9A-Fa-f]{2}")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z]{2,31});?")


def raw(data: bytes) -> Iterator[tuple[str, str]]:
    """Encoding and text of all that reads as text in raw bytes, whatever lies between."""
    yield "utf-8", PART.join(m.group().decode("utf-8", "replace") for m in _UTF8.finditer(data))
    yield "windows-1252", PART.join(_windows_1252(data))
    yield "utf-16-le", PART.join(m.group().decode("utf-16-le", "replace") for m in _UTF16LE.finditer(data))
    yield "utf-16-be", PART.join(m.group().decode("utf-16-be", "replace") for m in _UTF16BE.finditer(data))


def _windows_1252(data: bytes) -> Iterator[str]:
    for match in _LATIN.finditer(data):
        run = match.group()
        # What is UTF-8 has been read as that; twice would count a string that stays twice.
        if not run.isascii() and not _is_utf8(run):
            yield run.decode("cp1252")


def _is_utf8(run: bytes) -> bool:
    try:
        run.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _strings(data: bytes) -> str:
    return PART.join(text for _, text in raw(data) if text)


def behind(text: str) -> Iterator[tuple[str, str]]:
    """Name of the encoding and the text behind it, for every encoding whose signs occur in `text`."""
    for name, unwrap in _UNWRAPPERS:
        found = unwrap(text)
        if found:
            yield name, found


def unescaped(text: str) -> str | None:
    """`text` with character references resolved, twice over; None when it holds none."""
    if not _ENTITY.search(text):
        return None
    return html.unescape(html.unescape(text))


def _hexadecimal(text: str) -> str:
    runs = [match.group() for match in _HEX.finditer(text)]
    # A run may begin in the middle of a pair; NUL bytes part the runs.
    pairs = ["".join(_HEX_PAIR.findall(run[shift:])) for shift in (0, 1) for run in runs]
    return _strings(bytes.fromhex("0000".join(pairs))) if runs else ""


def _base64(text: str) -> str:
    runs = [_BASE64_BLANK.sub("", match.group()) for match in _BASE64.finditer(text)]
    # A run may begin in the middle of a group of four; "A" is six zero bits, so NUL bytes part the runs.
    parts = [run[shift:] for shift in range(4) for run in runs]
    groups = [part + _FILL[len(part) % 4] for part in parts]
    signs = "AAAA".join(groups).replace("-", "+").replace("_", "/")
    return _strings(base64.b64decode(signs)) if runs else ""


def _octal(text: str) -> str:
    found: list[str] = []
    if _ESCAPED.search(text):
        found.extend(_both(_ESCAPED.sub(_byte, text)))
    for match in _OCTAL_DUMP.finditer(text):
        found.append(_strings(bytes(int(group, 8) for group in match.group().split())))
    return PART.join(filter(None, found))


def _byte(match: re.Match[str]) -> str:
    escape = match.group()
    if escape[1] in "x'":
        return chr(int(escape[2:], 16))
    return chr(int(escape[1:], 8) & 0xFF)


def _both(text: str) -> Iterator[str]:
    """Bytes given as characters, as Windows-1252 and, where that works, as UTF-8."""
    yield text
    data = text.encode("latin-1", "replace")
    if any(byte > 127 for byte in data):
        yield data.decode("utf-8", "replace")


def _unicode_escapes(text: str) -> str:
    found: list[str] = []
    if _UNICODE_ESCAPED.search(text):
        found.append(_UNICODE_ESCAPED.sub(lambda m: _character(int(m.group(1), 16)), text))
    if _RTF_UNICODE.search(text):
        found.append(_RTF_UNICODE.sub(lambda m: _character(int(m.group(1)) % 0x10000), text))
    return PART.join(found)


def _character(number: int) -> str:
    return chr(number) if number < 0xD800 or 0xDFFF < number < 0x110000 else PART


def _quoted_printable(text: str) -> str:
    if not _QUOTED.search(text):
        return ""
    data = quopri.decodestring(text.encode("utf-8", "replace"))
    return PART.join((data.decode("utf-8", "replace"), data.decode("latin-1")))


def _percent(text: str) -> str:
    if not _PERCENT.search(text):
        return ""
    data = unquote_to_bytes(text)
    return PART.join((data.decode("utf-8", "replace"), data.decode("latin-1")))


_UNWRAPPERS: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("hexadecimal", _hexadecimal),
    ("base64", _base64),
    ("octal", _octal),
    ("unicode escapes", _unicode_escapes),
    ("quoted-printable", _quoted_printable),
    ("percent", _percent),
)
