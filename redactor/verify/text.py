"""Reads a text or Markdown copy for verification: as text in its encoding, and as bare bytes."""

import codecs
from collections.abc import Iterator

from redactor.verify.encodings import raw
from redactor.verify.surfaces import Surface

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def surfaces(output: bytes) -> Iterator[Surface]:
    """The text, and what reads as text in the bytes whatever the encoding."""
    text, read_as = readable(output)
    yield Surface("text", "body", text, spoken=True)
    for encoding, found in raw(output):
        # Bytes that are UTF-8 throughout have been read as that.
        if found and not encoding == read_as == "utf-8":
            yield Surface(f"raw bytes {encoding}", "body", found, carries=False)


def readable(data: bytes) -> tuple[str, str]:
    """Bytes as text, and its encoding: by byte order mark, else UTF-8, UTF-16 by its NULs, Windows-1252."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace"), encoding
    even, odd = data[::2].count(0), data[1::2].count(0)
    if even + odd > len(data) // 8:
        encoding = "utf-16-le" if odd >= even else "utf-16-be"
        return data.decode(encoding, "replace"), encoding
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace"), "windows-1252"
