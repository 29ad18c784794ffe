"""Plain text and Markdown: UTF-8, UTF-16 and Windows-1252, written back as they came.

The layer `body` is the decoded file itself, newlines and all; an anchor is a span of it.
"""

import codecs
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from redactor.domain.document import (
    Anchored,
    Block,
    Cell,
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

TEXT = "text/plain"
MARKDOWN = "text/markdown"

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x7f]")
_LINE = re.compile(r"[^\r\n\f\v\x85\u2028\u2029]+")
_BREAK = re.compile(r"\r\n|[\r\n\f\v\x85\u2028\u2029]")
_HASHES = re.compile(r"(#{1,6})\s+\S")
_LED = re.compile(r"\s*§{0,2} ?[0-9]")
_SHORT_ROW = re.compile(r"§{0,2} ?[0-9]{1,4}[.):]?\t[^\t\n]*$")
_RULE_ROW = re.compile(r"\|?\s*:?-{2,}:?\s*(\|\s*:?-{2,}:?\s*)*\|?")


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
    table = -1
    row = 0
    in_table = lists = False
    end = 0
    for number, match in enumerate(_LINE.finditer(text)):
        line = match.group()
        if len(_BREAK.findall(text, end, match.start())) > 1 or not line.strip():
            in_table = False
        end = match.end()
        if not line.strip():
            continue
        separator = _separator(line) or (_row_of(line) if in_table and lists else None)
        if separator is None:
            in_table = False
            yield _line_block(match.start(), line, number)
            continue
        if not in_table:
            table, row, in_table, lists = table + 1, 0, True, False
        # An item's own line set with tabs may stand over a list: a title row or a second row shows a table.
        lists = lists or row > 0 or not _LED.match(line)
        if _RULE_ROW.fullmatch(line.strip()):
            continue
        yield from _cells(match.start(), line, separator, number, table, row)
        row += 1


def _line_block(start: int, line: str, paragraph: int) -> Block:
    stripped = line.strip()
    left = start + len(line) - len(line.lstrip())
    hashes = _HASHES.match(stripped)
    return Block(
        Span(left, left + len(stripped)),
        paragraph,
        level=len(hashes.group(1)) if hashes else None,
        bold=_is_bold(stripped),
    )


def _is_bold(line: str) -> bool:
    inner = line[2:-2]
    return len(line) > 4 and line[:2] == line[-2:] and line[:2] in ("**", "__") and line[:2] not in inner


def _separator(line: str) -> str | None:
    """What parts the cells of this line: a bar, or two tabs and more; None where it is no row."""
    stripped = line.strip()
    if stripped.startswith("|") and stripped.count("|") > 1:
        return "|"
    # Tabs at a row's end are its empty cells; before a line they set it in.
    if line.lstrip().count("\t") > 1:
        return "\t"
    return None


def _row_of(line: str) -> str | None:
    """As `_separator`, directly below a row: a number and one cell, the empty ones cut off."""
    return "\t" if _SHORT_ROW.match(line) else None


def _cells(start: int, line: str, separator: str, paragraph: int, table: int, row: int) -> Iterator[Block]:
    stripped = line.strip()
    at = start + len(line) - len(line.lstrip())
    if separator == "|":
        stripped, at = stripped[1:].removesuffix("|"), at + 1
    for column, cell in enumerate(stripped.split(separator)):
        text = cell.strip()
        if text:
            left = at + len(cell) - len(cell.lstrip())
            span = Span(left, left + len(text))
            yield Block(span, paragraph, bold=_is_bold(text), cell=Cell(table, row, column))
        at += len(cell) + len(separator)
