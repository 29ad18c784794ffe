"""Text outside the stories: properties, names, custom XML, charts, settings, unknown parts."""

import re
from collections.abc import Iterator
from typing import Final, Protocol

from lxml import etree

from redactor.domain.document import LayerKind, Unread
from redactor.errors import UnreadableError
from redactor.formats.addresses import spellings
from redactor.formats.docx.allow import VALUE
from redactor.formats.docx.draft import Draft, Drafts
from redactor.formats.docx.media import looks_like_picture
from redactor.formats.docx.names import (
    DGM,
    MC,
    PR,
    VAL,
    W14,
    W15,
    WP,
    WPG,
    WPS,
    A,
    C,
    Element,
    M,
    O,
    V,
    W,
    attributes,
    namespace,
    w,
)  # fmt: skip
from redactor.formats.docx.package import CONTENT_TYPES, Package, Relationship
from redactor.formats.docx.vocabulary import FONT, plain_style

_AUTHORS: Final = etree.XPath("//@w:author | //@w:initials", namespaces={"w": W})
_PLAIN_PART: Final = re.compile(
    r"(\[Content_Types\]|(word|docProps|customXml|_rels|word/[a-zA-Z]{1,20})/[._a-zA-Z]{1,40}\d{0,4})"
    r"(\.[a-zA-Z]{1,5}){0,2}"
)
_VOCABULARIES: Final = frozenset({W, W14, W15, M, MC, A, V, O, WP, WPS, WPG, DGM, C})
_NOTHING: Final = re.compile(
    r"\s*(\d{1,5}(\.\d{1,4})?|true|false|lpstr|variant|[^\w\s]{0,5}(%\d[^\w\s]{0,3}){0,9}"
    r"|dcterms:W3CDTF|\d{4}-\d\d-\d\dT[\d:]{8}Z|http://schemas\.[a-z./\d-]{1,100}"
    r"|http://schemas\.openxmlformats\.org/[a-z]{1,30}Document/2006/[a-zA-Z/-]{1,60})?\s*"
)
"""Numbers, switches and names of the format's own vocabularies: no text of anybody's."""
_KINDS: Final = (
    ("docProps/", LayerKind.PROPERTY),
    ("word/settings", LayerKind.PROPERTY),
    ("word/webSettings", LayerKind.PROPERTY),
    ("word/people", LayerKind.NAME),
    ("word/numbering", LayerKind.NAME),
)


class _Reader(Protocol):
    package: Package
    drafts: Drafts
    unread: list[Unread]
    names: dict[str, list[tuple[str, str]]]
    done: set[str]
    fixed: dict[str, str]

    def root(self, part: str) -> Element: ...
    def related(self, part: str) -> dict[str, Relationship]: ...


def everything(draft: Draft, part: str, element: Element, path: str, strange: bool = False) -> None:
    """All text and all telling attribute values of an element and what is below it, one line each."""
    for name, told in attributes(element):
        # Word's own vocabulary says nothing; in any other, or in `strange` elements, a word can be a name.
        known = not strange and namespace(element) in _VOCABULARIES and element.tag != w("lvlText")
        if not (known and VALUE.fullmatch(told)) and not name.startswith(f"{{{MC}}}"):
            _line(draft, told, part, f"{path}@{name}")
    for text in (element.text, *(below.tail for below in element)):
        _line(draft, text or "", part, path)
    for index, below in enumerate(element):
        everything(draft, part, below, f"{path}.{index}" if path else str(index), strange)


def _line(draft: Draft, text: str, part: str, path: str) -> None:
    if not _NOTHING.fullmatch(text):
        draft.add(text, part, path)
        draft.mark("\n", part, path)


def harvest(reader: _Reader) -> None:
    """Names that stories collected, and every part that no story read."""
    for part, found in reader.names.items():
        draft = reader.drafts.begin(LayerKind.NAME)
        for path, text in {text: (path, text) for path, text in reversed(found)}.values():
            _line(draft, text, part, path)
    for part in sorted(reader.done):
        _authors(reader, part)
        _used_fonts(reader, part)
    for part in reader.package.parts:
        if part not in reader.done and not looks_like_picture(reader.package.parts[part]):
            _part(reader, part)
    _part_names(reader)


def _authors(reader: _Reader, part: str) -> None:
    found = _AUTHORS(reader.root(part))
    draft = reader.drafts.begin(LayerKind.NAME)
    for author in dict.fromkeys(str(a) for a in found) if isinstance(found, list) else ():
        draft.mark(f"{author}\n", part, "")


def _used_fonts(reader: _Reader, part: str) -> None:
    """Each uncommon font name that a part sets, once."""
    draft = reader.drafts.begin(LayerKind.NAME)
    seen: set[str] = set()
    for element in reader.root(part).iter(w("rFonts")):
        for name, text in attributes(element):
            if text not in seen and not FONT.fullmatch(text) and not VALUE.fullmatch(text):
                seen.add(text)
                _line(draft, text, part, f"{path_of(element)}@{name}")


def path_of(element: Element) -> str:
    """The path of an element, found from below."""
    steps: list[str] = []
    above = element.getparent()
    while above is not None:
        steps.append(str(above.index(element)))
        element, above = above, above.getparent()
    return ".".join(reversed(steps))


def _part(reader: _Reader, part: str) -> None:
    if part.endswith(".rels"):
        _links(reader, part)
        return
    try:
        root = reader.root(part)
    except UnreadableError:
        if part.lower().endswith(".xml"):
            raise
        reader.unread.append(Unread("inbäddad fil", "Filen i dokumentet kan inte läsas och tas bort."))
        return
    kind = next((kind for start, kind in _KINDS if part.startswith(start)), LayerKind.EMBEDDED)
    if root.tag == w("numbering"):
        _used_fonts(reader, part)
    if root.tag == w("styles"):
        _style_names(reader, part, root)
        _used_fonts(reader, part)
    elif part.startswith("word/theme/") or root.tag == w("fonts"):
        _fonts(reader, part, root)
    elif part != CONTENT_TYPES:
        everything(reader.drafts.begin(kind), part, root, "")


def _style_names(reader: _Reader, part: str, root: Element) -> None:
    """Names of the document's own styles; Word's own names are the same everywhere."""
    draft = reader.drafts.begin(LayerKind.NAME)
    identifier = w("styleId")
    for index, style in enumerate(root):
        for at, told in enumerate(style):
            if told.tag in (w("aliases"), w("name")) and not plain_style(told.get(VAL, "")):
                _line(draft, told.get(VAL, ""), part, f"{index}.{at}@{VAL}")
        if not plain_style(style.get(identifier, "")):
            _line(draft, style.get(identifier, ""), part, f"{index}@{identifier}")


def _fonts(reader: _Reader, part: str, root: Element) -> None:
    """Names of fonts that are not everyone's."""
    draft = reader.drafts.begin(LayerKind.NAME)
    for element, path in below(root, ""):
        for name in ("typeface", w("name"), "name"):
            text = element.get(name, "")
            if text and not FONT.fullmatch(text) and element.get("script") is None:
                _line(draft, text, part, f"{path}@{name}")


def below(element: Element, path: str) -> Iterator[tuple[Element, str]]:
    """All elements below, with their paths."""
    for index, found in enumerate(element):
        at = f"{path}.{index}" if path else str(index)
        yield found, at
        yield from below(found, at)


def _links(reader: _Reader, part: str) -> None:
    """Addresses outside the document that no story showed: templates, linked pictures, mail merge."""
    draft = reader.drafts.begin(LayerKind.LINK)
    for index, element in enumerate(reader.root(part)):
        shown = element.get("Type", "").endswith("/hyperlink")
        if element.tag == f"{{{PR}}}Relationship" and element.get("TargetMode") == "External" and not shown:
            for text in spellings(element.get("Target", "")):
                draft.mark(f"{text}\n", part, f"{index}@Target")


def _part_names(reader: _Reader) -> None:
    draft = reader.drafts.begin(LayerKind.NAME)
    for part in reader.package.parts:
        if not part.endswith(".rels") and not _PLAIN_PART.fullmatch(part):
            draft.mark(f"{part}\n", CONTENT_TYPES, "")
