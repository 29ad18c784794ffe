"""What a document says of itself: properties, XMP, page labels and language; and the little a copy says."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final
from xml.sax.saxutils import escape

import pikepdf
from lxml import etree
from pikepdf import Array, Dictionary, Name, String

from redactor.domain.document import LayerKind
from redactor.formats.pdf.destinations import CopiedPages
from redactor.formats.pdf.objects import bytes_of, one_of, tree_items
from redactor.formats.pdf.texts import Edits, Texts

NEUTRAL_TITLE: Final = "Dokument"
"""The title of a copy whose own had to go, or that had none; PDF/UA asks for one."""
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?")
_STYLES: Final = frozenset({"/D", "/R", "/r", "/A", "/a"})
_TECHNICAL: Final = re.compile(
    r"\s*(D:[\d+\-Z']{4,24}|\d{4}-\d\d-\d\dT[\d:.+\-Z]{5,20}|(urn:)?(uuid|xmp\.[a-z]{3}|adobe:[a-z:]{1,20}):[\w:.-]{1,80}"
    r"|[A-Za-z]+/[\w.+-]{1,60}|https?://(ns\.adobe\.com|www\.w3\.org|purl\.org|www\.aiim\.org)/[^\s]{0,80}"
    r"|[\d.]{1,12}|[Tt]rue|[Ff]alse|x-default)?\s*"
)
"""Dates, identifiers and media types that software writes."""
_DC_TITLE: Final = "{http://purl.org/dc/elements/1.1/}title"
_XMP: Final = (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
    '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    '<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{}</rdf:li></rdf:Alt></dc:title>'
    "</rdf:Description></rdf:RDF></x:xmpmeta>\n"
    '<?xpacket end="r"?>'
)


@dataclass(frozen=True, slots=True)
class Label:
    """A page's label: how its number is written (a name of table 159 or none), what stands before it."""

    style: str | None
    prefix: int | None
    number: int


@dataclass(frozen=True, slots=True)
class About:
    """`title` is its number among the texts; `labels` has one label a page, or is empty."""

    title: int | None
    language: str | None
    labels: tuple[Label, ...] = field(repr=False)


def read_about(pdf: pikepdf.Pdf, texts: Texts) -> About:
    """Every property becomes a text."""
    title: int | None = None
    for text, named in _properties(pdf):
        entry = texts.add(LayerKind.PROPERTY, text)
        title = entry if named and title is None else title
    return About(title, language(pdf.Root.get_str("/Lang", "")), _labels(pdf, texts))


def language(tag: str) -> str | None:
    """A language tag as it may stand in a copy: language, script, region (BCP 47), nothing else."""
    return tag if _LANGUAGE.fullmatch(tag) else None


def is_technical(text: str) -> bool:
    return _TECHNICAL.fullmatch(text) is not None


def _properties(pdf: pikepdf.Pdf) -> Iterator[tuple[str, bool]]:
    """Texts of XMP and of the information dictionary, and whether each is the title."""
    metadata = pdf.Root.get("/Metadata")
    data = bytes_of(metadata) if isinstance(metadata, pikepdf.Stream) else None
    yield from xmp_texts(data or b"")
    information = pdf.trailer.get("/Info")
    for key, value in information.items() if isinstance(information, Dictionary) else ():
        text = str(value) if isinstance(value, String | Name) else ""
        if not is_technical(text):
            yield text, key == "/Title"


def xmp_texts(data: bytes) -> Iterator[tuple[str, bool]]:
    """Texts and attribute values of XMP (or any XML), and whether each is the title (dc:title).

    What is no XML is read as lines of text.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if root is None:
        yield from ((line, False) for line in data.decode("utf-8", "replace").splitlines())
        return
    for element in root.iter():
        if element.text is not None and not is_technical(element.text):
            yield element.text, any(above.tag == _DC_TITLE for above in element.iterancestors())
        for text in (element.tail, *element.attrib.values()):
            if text is not None and not is_technical(str(text)):
                yield str(text), False


def _labels(pdf: pikepdf.Pdf, texts: Texts) -> tuple[Label, ...]:
    ranges: dict[int, pikepdf.Object] = {}
    for start, value in tree_items(pdf.Root.get("/PageLabels"), "/Nums"):
        if isinstance(start, int) and start >= 0 and isinstance(value, Dictionary):
            ranges.setdefault(start, value)
    labels: list[Label] = []
    now: pikepdf.Object = Dictionary()
    first = 0
    for page in range(len(pdf.pages)) if ranges else ():
        if page in ranges:
            now, first = ranges[page], page
        prefix = now.get_str("/P", "")
        labels.append(
            Label(
                one_of(now.get("/S"), _STYLES),
                texts.add(LayerKind.NAME, prefix) if prefix else None,
                max(now.get_int("/St", 1), 1) + page - first,
            )
        )
    return tuple(labels)


def write_about(target: pikepdf.Pdf, about: About, edits: Edits, pages: CopiedPages) -> None:
    """Title, language and page labels; no date, author, producer or identifier."""
    title = _title(about, edits)
    target.trailer.Info = target.make_indirect(Dictionary(Title=String(title)))
    metadata = target.make_stream(_XMP.format(escape(title)).encode())
    metadata.Type = Name.Metadata
    metadata.Subtype = Name.XML
    target.Root.Metadata = metadata
    target.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    if about.language is not None:
        target.Root.Lang = String(about.language)
    if about.labels:
        target.Root.PageLabels = Dictionary(Nums=Array(_ranges(about.labels, edits, pages)))


def _title(about: About, edits: Edits) -> str:
    if about.title is None:
        return NEUTRAL_TITLE
    edited = edits.of(LayerKind.PROPERTY, about.title)
    return NEUTRAL_TITLE if edited.touched or not edited.text.isprintable() else edited.text


def _ranges(labels: Sequence[Label], edits: Edits, pages: CopiedPages) -> Iterator[object]:
    """Every page keeps its label; a range begins where a page does not continue the one before it."""
    kept = [labels[page.old] for page in pages.all]
    for number, (before, label) in enumerate(pairwise([None, *kept])):
        if label is None or (before is not None and _continues(before, label)):
            continue
        made = Dictionary(St=label.number)
        if label.style is not None:
            made.S = Name(label.style)
        prefix = None if label.prefix is None else edits.of(LayerKind.NAME, label.prefix)
        if prefix is not None and not prefix.touched:
            made.P = String(prefix.text)
        yield number
        yield made


def _continues(before: Label, label: Label) -> bool:
    same = (before.style, before.prefix) == (label.style, label.prefix)
    return same and (label.style is None or label.number == before.number + 1)
