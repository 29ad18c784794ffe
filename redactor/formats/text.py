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
_BLANKS = " "
_BAR = re.compile(r"(?<=\s)\|(?=\s)")
_WIDE = re.compile(r"(?<=\S)[ \t]{3,}(?=\S)")
_NUMBER_CELL = re.compile(r"§{0,2} ?[0-9]{1,4}(?: ?[a-h])?[.):]?")
_PARTS = {"|": re.compile(r"\|"), "\t": re.compile(r"\t"), _BLANKS: _WIDE}
_LEAST_LED = 2
"""Rows with a number in front that show a table of items."""
_INDENT = 4
"""Blanks before a line that goes on in a column."""
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
    tables = 0
    for run in _runs(text):
        rows = _rows(run)
        if rows is None:
            yield from (_line_block(line.start, line.text, line.number) for line in run)
            continue
        yield from _table(rows, tables)
        tables += 1


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    text: str
    number: int
    separator: str | None


def _runs(text: str) -> Iterator[list[_Line]]:
    """Lines without an empty one between that may be rows of one table; others alone."""
    run: list[_Line] = []
    listed = False
    end = 0
    for number, match in enumerate(_LINE.finditer(text)):
        line = match.group()
        parted = len(_BREAK.findall(text, end, match.start())) > 1 or not line.strip()
        end = match.end()
        if run and parted:
            yield run
            run = []
        if not line.strip():
            continue
        separator = _separator(line)
        if run and separator is None:
            separator = _row_below(line, run[0].separator, listed=listed)
        if run and (separator is None or separator != run[0].separator):
            yield run
            run = []
        # An item's own line set with tabs may stand over a list: a title row or a second row shows a table.
        listed = len(run) > 0 or not _LED.match(line)
        if separator is None:
            yield [_Line(match.start(), line, number, None)]
        else:
            run.append(_Line(match.start(), line, number, separator))
    if run:
        yield run


@dataclass(frozen=True, slots=True)
class _Piece:
    """What stands in one column of a line; `span` counts the line's characters."""

    column: int
    span: Span


_Row = tuple[_Line, list[_Piece]]


def _rows(run: list[_Line]) -> list[_Row] | None:
    """The rows with their cells; None where the lines are no table."""
    separator = run[0].separator
    if separator is None:
        return None
    rows = [(line, _pieces(line)) for line in run if _RULE_ROW.fullmatch(line.text.strip()) is None]
    if separator != _BLANKS:
        return rows
    # Wide blanks part columns only where numbered rows stand below each other.
    led = sum(_NUMBER_CELL.fullmatch(pieces[0].span.cut(line.text)) is not None for line, pieces in rows)
    if led < _LEAST_LED:
        return None
    widest = max((pieces for _, pieces in rows), key=len)
    return [(line, _set_in(pieces, widest)) for line, pieces in rows]


def _set_in(pieces: list[_Piece], widest: list[_Piece]) -> list[_Piece]:
    """A line that goes on with the row above stands in the column that it is set in to."""
    first = pieces[0]
    if first.span.start < _INDENT or len(pieces) > 1:
        return pieces
    columns = (piece.column for piece in widest if piece.span.start <= first.span.start)
    return [_Piece(max(columns, default=first.column), first.span)]


def _table(rows: list[_Row], table: int) -> Iterator[Block]:
    for number, (line, pieces) in enumerate(rows):
        for piece in pieces:
            place = Span(line.start + piece.span.start, line.start + piece.span.end)
            bold = _is_bold(piece.span.cut(line.text))
            yield Block(place, line.number, bold=bold, cell=Cell(table, number, piece.column))


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
    """What parts the cells of this line: bars, two tabs and more, two wide blanks and more; None: no row."""
    stripped = line.strip()
    if (stripped.startswith("|") and stripped.count("|") > 1) or len(_BAR.findall(stripped)) > 1:
        return "|"
    # Tabs at a row's end are its empty cells; before a line they set it in.
    if line.lstrip().count("\t") > 1:
        return "\t"
    return _BLANKS if len(_WIDE.findall(stripped)) > 1 else None


def _row_below(line: str, separator: str | None, *, listed: bool) -> str | None:
    """As `_separator`, directly below a row: a shorter one, or what goes on in one column."""
    if separator == "\t":
        return "\t" if listed and _SHORT_ROW.match(line) else None
    if separator == "|":
        return "|" if _BAR.search(line) else None
    set_in = len(line) - len(line.lstrip()) >= _INDENT
    return _BLANKS if separator == _BLANKS and (set_in or _WIDE.search(line.strip())) else None


def _pieces(line: _Line) -> list[_Piece]:
    """The cells of a line that are not empty."""
    text = line.text
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    if line.separator == "|":
        start += text.startswith("|", start)
        end -= text.endswith("|", start, end)
    elif line.separator == "\t":
        end = len(text)
    pieces: list[_Piece] = []
    at = start
    for column, edge in enumerate([*_PARTS[line.separator or ""].finditer(text, start, end), None]):
        cell = text[at : edge.start() if edge else end]
        if cell.strip():
            left = at + len(cell) - len(cell.lstrip())
            pieces.append(_Piece(column, Span(left, at + len(cell.rstrip()))))
        at = edge.end() if edge else end
    return pieces
