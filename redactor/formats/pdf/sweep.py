"""Every string of a file that is no page content: annotations, fields, actions, attachments, private data.

A walk over all objects, from the trailer and then over those that nothing refers to. A copy holds none of
these texts (but for the few that other modules write anew); they are read so that what goes is told, and what
a person wants gone is looked for there too.
"""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from typing import Final

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String

from redactor.domain.document import LayerKind, PdfBox, Unread
from redactor.formats.addresses import spellings
from redactor.formats.pdf.frame import frame_of
from redactor.formats.pdf.links import annotations_of
from redactor.formats.pdf.metadata import is_technical, language, xmp_texts
from redactor.formats.pdf.objects import ObjectId, bytes_of, rect_of
from redactor.formats.pdf.texts import NOWHERE, Texts

_DRAWN: Final = frozenset(
    {
        "/Contents", "/XObject", "/Font", "/ColorSpace", "/Shading", "/Pattern", "/CharProcs", "/ToUnicode",
        "/FontFile", "/FontFile2", "/FontFile3", "/CIDToGIDMap", "/CIDSet", "/Encoding", "/SMask", "/Mask",
        "/Thumb", "/Alternates", "/G", "/AP", "/N", "/D", "/R", "/HT", "/TR", "/TR2", "/UCR", "/UCR2", "/BG",
        "/BG2", "/DestOutputProfile", "/Function", "/Functions", "/CS", "/JBIG2Globals", "/Mix", "/IX",
    }
)  # fmt: skip
"""Keys of streams that draw, or serve those that draw: read elsewhere, or without text."""
_BARE: Final = frozenset({"/Length", "/Filter", "/DecodeParms"})
_GROUPS: Final = frozenset(
    {"/XObject", "/Pattern", "/CharProcs", "/ColorSpace", "/AP", "/Shading", "/Alternates"}
)
"""Dictionaries whose keys are names that the file itself gives to streams that draw."""
_PASSED_OVER: Final = frozenset(
    {
        "/StructTreeRoot", "/Outlines", "/PageLabels", "/Info", "/Encrypt", "/ID", "/Parent", "/P", "/Annots",
        "/CIDSystemInfo", "/CheckSum", "/Cert", "/ByteRange", "/DA",
    }
)  # fmt: skip
"""Read elsewhere, ways back, and values that no person wrote."""
_KINDS: Final = {
    "/AcroForm": LayerKind.FIELD, "/Fields": LayerKind.FIELD, "/PieceInfo": LayerKind.PROPERTY,
    "/Threads": LayerKind.PROPERTY, "/OutputIntents": LayerKind.PROPERTY, "/Metadata": LayerKind.PROPERTY,
    "/EmbeddedFiles": LayerKind.EMBEDDED, "/AF": LayerKind.EMBEDDED, "/EF": LayerKind.EMBEDDED,
    "/JavaScript": LayerKind.FIELD, "/JS": LayerKind.FIELD, "/XFA": LayerKind.FIELD, "/A": LayerKind.LINK,
    "/AA": LayerKind.LINK, "/OpenAction": LayerKind.LINK, "/URI": LayerKind.LINK, "/FS": LayerKind.EMBEDDED,
}  # fmt: skip
_WIDGET_KEYS: Final = frozenset({"/FT", "/MK", "/TU", "/DV"})
_DIRECT: Final = (0, 0)
_PLAIN_NAME: Final = re.compile(r"/[A-Za-z0-9._+-]{0,40}")
_MARKS: Final = re.compile(rb"/[A-Za-z0-9]{1,20}\s*(<<\s*/MCID\s+\d+\s*>>|/[A-Za-z]{1,4}\d{1,6})\s*BDC\b")
_LEFT_MARK: Final = re.compile(rb">>\s*(BDC|DP)\b")
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_MOST_CONTROLS: Final = 0.05
"""The share of control characters from which on a string is data, no text."""
_MOST_HIGH: Final = 0.15
"""The share of bytes beyond ASCII in a text of one byte a letter."""


def sweep(pdf: pikepdf.Pdf, walk: "Walk") -> tuple[Unread, ...]:
    """Adds all texts that were not read before; what is no text and could not be examined is returned."""
    walk.skip(pdf.trailer.get("/Info"))
    walk.skip(*(page.obj for page in pdf.pages))
    for number, page in enumerate(pdf.pages):
        frame = frame_of(page)
        for annotation in annotations_of(page):
            rect = rect_of(annotation.get("/Rect"))
            at = frame.shown(number, rect) if rect is not None else PdfBox(number, 0, 0, 0, 0)
            walk.run(annotation, _kind_of(annotation, LayerKind.COMMENT), at)
        walk.page(page, PdfBox(number, 0, 0, 0, 0))
    walk.run(pdf.trailer, LayerKind.NAME, NOWHERE)
    for item in pdf.objects:
        if isinstance(item, Array | Dictionary | Stream) and not walk.has_seen(item):
            walk.run(item, LayerKind.NAME, NOWHERE)
    return tuple(walk.unread)


@dataclass(frozen=True, slots=True)
class _Step:
    value: object
    kind: LayerKind
    key: str
    at: PdfBox


class Walk:
    """Goes through objects, each once, and adds their texts. Of `bookmarks` the title was read before."""

    def __init__(self, texts: Texts, bookmarks: Set[ObjectId]) -> None:
        self._texts = texts
        self._bookmarks = bookmarks
        self._seen: set[ObjectId] = set()
        self.unread: list[Unread] = []

    def skip(self, *roots: object) -> None:
        """These are read elsewhere."""
        for root in roots:
            if isinstance(root, Array | Dictionary) and root.is_indirect:
                self._seen.add(root.objgen)

    def has_seen(self, item: pikepdf.Object) -> bool:
        return item.objgen in self._seen

    def run(self, root: object, kind: LayerKind, at: PdfBox) -> None:
        self._run([_Step(root, kind, "", at)])

    def _run(self, waiting: list[_Step]) -> None:
        while waiting:
            step = waiting.pop()
            value = step.value
            if isinstance(value, String):
                self._string(value, step)
            elif isinstance(value, Name):
                if not _PLAIN_NAME.fullmatch(str(value)):
                    self._texts.add(LayerKind.NAME, str(value)[1:], step.at)
            elif isinstance(value, Array | Dictionary | Stream):
                identifier = value.objgen
                if identifier in self._seen:
                    continue
                if identifier != _DIRECT:
                    self._seen.add(identifier)
                waiting += reversed(list(self._below(value, step)))

    def page(self, page: pikepdf.Page, at: PdfBox) -> None:
        """What a page holds besides its annotations."""
        contents = page.obj.get("/Contents")
        streams = list(contents) if isinstance(contents, Array) else [contents]
        parts = [stream for stream in streams if isinstance(stream, Stream)]
        # A page may have very many; nearly all of them hold nothing but what they draw.
        self._seen.update(part.objgen for part in parts if part.keys() <= _BARE)
        waiting = [_Step(item, LayerKind.NAME, key, at) for key, item in page.obj.items()]
        self._run([step for step in waiting if step.key not in _PASSED_OVER])
        self._marks([bytes_of(part) for part in parts], page, at)

    def _below(self, value: pikepdf.Object, step: _Step) -> Iterator[_Step]:
        if isinstance(value, Array):
            yield from self._items(value, step)
            return
        if value.get("/Type") == Name.StructElem or ("/S" in value and "/P" in value):
            return  # a structure element, or a page label
        kind = _kind_of(value, step.kind)
        if isinstance(value, Stream):
            self._stream(value, _Step(value, kind, step.key, step.at))
        for key, item in value.items():
            if step.key == "/Dests" or not _PLAIN_NAME.fullmatch(key):
                self._texts.add(LayerKind.NAME, key[1:], step.at)
            if key not in _PASSED_OVER and not (key == "/Title" and value.objgen in self._bookmarks):
                inner = step.key if step.key in _GROUPS else key
                yield _Step(item, _KINDS.get(key, kind), inner, step.at)

    def _items(self, value: pikepdf.Object, step: _Step) -> Iterator[_Step]:
        items: list[object] = list(value)
        for named in items[1:2] if items[:1] == [Name.Separation] else ():
            if isinstance(named, Name):
                self._texts.add(LayerKind.NAME, str(named)[1:], step.at)
        # The colours of an indexed space are bytes (ISO 32000-1, 8.6.6.3).
        for item in items[:2] if items[:1] == [Name.Indexed] else items:
            yield _Step(item, step.kind, step.key, step.at)

    def _string(self, value: String, step: _Step) -> None:
        text = str(value)
        if is_technical(text) or _is_data(text) or (step.key == "/Lang" and language(text)):
            return
        if step.kind is LayerKind.LINK:
            for spelling in spellings(text):
                self._texts.add(LayerKind.LINK, spelling, step.at)
        elif step.key == "/RC":
            self._texts.add(step.kind, _without_tags(text), step.at)
        else:
            self._texts.add(step.kind, text, step.at)

    def _stream(self, stream: Stream, step: _Step) -> None:
        if _draws(stream, step.key):
            if stream.get("/Subtype") == Name.Form or stream.get("/PatternType") == 1:
                self._marks([bytes_of(stream)], stream, step.at)
            return
        data = bytes_of(stream)
        if data is not None and (stream.get("/Subtype") == Name.XML or step.key in ("/Metadata", "/XFA")):
            for text, _ in xmp_texts(data):
                self._texts.add(step.kind, text, step.at)
            return
        # A file, a script, private data: read when it is text.
        lines = None if data is None else _text_of(data)
        if lines is not None:
            for line in lines.splitlines():
                if not is_technical(line):
                    self._texts.add(step.kind, line, step.at)
        elif step.kind is LayerKind.EMBEDDED:
            self.unread.append(Unread("bifogad fil", "Filen i dokumentet kan inte läsas och tas bort."))
        else:
            self.unread.append(Unread("okänt objekt", "Innehållet i objektet är okänt och tas bort."))

    def _marks(self, parts: Sequence[bytes | None], content: Stream | pikepdf.Page, at: PdfBox) -> None:
        """Texts that marked content carries with it (ISO 32000-1, 14.6.2); `parts` are None where unread."""
        data = b"\n".join(part for part in parts if part is not None)
        if None not in parts and not _LEFT_MARK.search(_MARKS.sub(b"", data)):
            return
        try:
            parsed = pikepdf.parse_content_stream(content)
        except pikepdf.PdfError:
            self.unread.append(Unread("märkt innehåll", "Innehållet är skadat och kan inte läsas."))
            return
        for instruction in parsed:
            carried = instruction.operands[-1] if instruction.operands else None
            if str(instruction.operator) in ("BDC", "DP") and isinstance(carried, Dictionary):
                self.run(carried, LayerKind.ALT_TEXT, at)


def _kind_of(value: pikepdf.Object, above: LayerKind) -> LayerKind:
    """The kind of a dictionary's texts, told by what it is."""
    if not isinstance(value, Dictionary | Stream):
        return above
    if value.get("/Subtype") == Name.Widget or not _WIDGET_KEYS.isdisjoint(value.keys()):
        return LayerKind.FIELD
    if "/EF" in value or value.get("/Type") in (Name.Filespec, Name.EmbeddedFile):
        return LayerKind.EMBEDDED
    if "/Rect" in value and "/Subtype" in value:
        return LayerKind.COMMENT
    return LayerKind.NAME if value.get("/Type") in (Name.OCG, Name.OCMD, Name.Page, Name.Font) else above


def _draws(stream: Stream, key: str) -> bool:
    if stream.get("/Type") in (Name.XObject, Name.CMap, Name.ObjStm, Name.XRef, Name.Pattern):
        return True
    typed = ("/PatternType", "/ShadingType", "/FunctionType", "/BBox", "/Width", "/Length1")
    # An object that nothing refers to has no key; it is no part of the document.
    return not key or key in _DRAWN or any(name in stream for name in typed)


def _text_of(data: bytes) -> str | None:
    """The text that bytes are; None for anything else."""
    if data.startswith(b"%PDF"):
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        high = sum(byte >= 0x80 for byte in data)
        if high > _MOST_HIGH * len(data):
            return None
        text = data.decode("cp1252", "replace")
    return None if _is_data(text) else text


def _is_data(text: str) -> bool:
    return len(_CONTROLS.findall(text)) > _MOST_CONTROLS * len(text)


def _without_tags(text: str) -> str:
    return re.sub(r"<[^<>]{0,2000}>", " ", text)
