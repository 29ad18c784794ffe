"""Plain text and Markdown: UTF-8, UTF-16 and Windows-1252, written back as they came.

The layer `body` is the decoded file itself, newlines and all; an anchor is a span of it.
"""

import codecs
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from redactor.domain.document import (
    Anchored,
    Block,
    Document,
    LayerId,
    LayerKind,
    Sha256,
    Span,
    TextLayer,
)
from redactor.domain.records import Plan
from redactor.errors import DamagedError, FaultError, Words
from redactor.formats import Ocr
from redactor.formats.typed_tables import with_typed_tables

TEXT = "text/plain"
MARKDOWN = "text/markdown"

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x7f]")
_LINE = re.compile(r"[^\r\n\f\v\x85\u2028\u2029]+")
_HASHES = re.compile(r"(#{1,6})\s+\S")


@dataclass(frozen=True, slots=True)
class Decoded:
    """The file as text; `bom` is kept apart."""

    text: str
    encoding: str
    bom: bytes


def decode(untrusted: bytes) -> Decoded:
    """Raises DamagedError for bytes that are no text in any encoding we write back."""
    for bom, encoding in _BOMS:
        if untrusted.startswith(bom):
            return Decoded(_strict(untrusted[len(bom) :], encoding), encoding, bom)
    for encoding in _utf16_without_bom(untrusted):
        return Decoded(_strict(untrusted, encoding), encoding, b"")
    try:
        return Decoded(_checked(untrusted.decode("utf-8")), "utf-8", b"")
    except UnicodeDecodeError:
        if _has_utf8_letters(untrusted):
            raise DamagedError(
                why=Words("blandad eller trasig teckenkodning", "mixed or broken character encoding")
            ) from None
        return Decoded(_strict(untrusted, "cp1252"), "cp1252", b"")


def _strict(untrusted: bytes, encoding: str) -> str:
    try:
        return _checked(untrusted.decode(encoding))
    except UnicodeDecodeError:
        raise DamagedError(why=Words("okänd teckenkodning", "unknown character encoding")) from None


def _checked(text: str) -> str:
    if _CONTROL.search(text):
        raise DamagedError(
            why=Words("styrtecken som inte hör hemma i text", "control characters that have no place in text")
        )
    return text


def _utf16_without_bom(untrusted: bytes) -> Iterator[str]:
    """Western text in UTF-16 has a zero in every second byte."""
    sample = untrusted[:4096]
    if len(untrusted) % 2 or len(sample) < 8:
        return
    half = len(sample) // 2
    if sample[1::2].count(0) > 0.7 * half and not sample[::2].count(0):
        yield "utf-16-le"
    if sample[::2].count(0) > 0.7 * half and not sample[1::2].count(0):
        yield "utf-16-be"


def _has_utf8_letters(untrusted: bytes) -> bool:
    """Whether two-byte UTF-8 letters stand among the bytes: then it was UTF-8, and is damaged."""
    return re.search(rb"\xc3[\x80-\xbf]", untrusted) is not None


@dataclass(frozen=True, slots=True)
class Text:
    media_type: str = TEXT

    def read(self, untrusted: bytes, *, ocr: Ocr) -> Document:  # noqa: ARG002 - no pictures in text
        """One layer, `body`. Raises DamagedError."""
        text = decode(untrusted).text
        anchors = (Anchored(Span(0, len(text)), Span(0, len(text))),) if text else ()
        body = TextLayer(LayerId("body"), LayerKind.BODY, text, anchors, tuple(_blocks(text)))
        return Document(Sha256(hashlib.sha256(untrusted).hexdigest()), self.media_type, None, (body,))

    def apply(self, untrusted: bytes, plan: Plan) -> bytes:
        """The text with each redaction's span replaced; the bytes themselves when there is none."""
        if not plan.redactions:
            return untrusted
        decoded = decode(untrusted)
        pieces: list[str] = []
        kept: list[str] = []
        at = 0
        for redaction in plan.redactions:
            kept.append(decoded.text[at : redaction.span.start])
            pieces += (kept[-1], redaction.replacement)
            at = redaction.span.end
        kept.append(decoded.text[at:])
        encoding = _encoding_of_copy(decoded, "".join(kept))
        try:
            return decoded.bom + ("".join(pieces) + kept[-1]).encode(encoding)
        except UnicodeEncodeError:
            raise FaultError(
                what=Words(
                    "ersättningstexten ryms inte i filens teckenkodning",
                    "the placeholder does not fit the file's encoding",
                )
            ) from None


def _encoding_of_copy(decoded: Decoded, kept: str) -> str:
    """The encoding tells nothing of what was removed: text that stays plain ASCII becomes UTF-8."""
    if decoded.encoding == "cp1252" and kept.isascii():
        return "utf-8"
    return decoded.encoding


def _blocks(text: str) -> Iterator[Block]:
    lines = (
        _line_block(match.start(), match.group(), number)
        for number, match in enumerate(_LINE.finditer(text))
        if match.group().strip()
    )
    for block in with_typed_tables(text, lines):
        yield replace(block, bold=_is_bold(block.span.cut(text)))


def _line_block(start: int, line: str, paragraph: int) -> Block:
    stripped = line.strip()
    left = start + len(line) - len(line.lstrip())
    hashes = _HASHES.match(stripped)
    return Block(Span(left, left + len(stripped)), paragraph, level=len(hashes.group(1)) if hashes else None)


def _is_bold(line: str) -> bool:
    inner = line[2:-2]
    return len(line) > 4 and line[:2] == line[-2:] and line[:2] in ("**", "__") and line[:2] not in inner
