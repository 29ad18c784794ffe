"""What no copy may have, whatever it says: looked for by allow-list in the file, its objects and streams."""

import re
from collections.abc import Iterable

from lxml import etree

from redactor.errors import LeakError
from redactor.verify.pdf.content import Shown, strings_in
from redactor.verify.pdf.file import PICTURES, File
from redactor.verify.pdf.layout import Layout
from redactor.verify.pdf.pixels import check_picture
from redactor.verify.pdf.subsets import check_fonts
from redactor.verify.pdf.syntax import Inline
from redactor.verify.pdf.walk import OddError, Walked, walk

_OPERATOR_WORDS = """
    b B b* B* BDC BMC BT c cm CS cs d d0 d1 Do EMC ET f F f* G g gs h i J j K k l M m n q Q re RG rg ri s S
    SC sc SCN scn sh T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz v w W W* y ' "
"""
_OPERATORS = frozenset(_OPERATOR_WORDS.split())
"""Annex A of ISO 32000-1 but for inline images, which only glyphs have, marked points and compatibility
sections.
"""
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_XMP = frozenset(
    {"{adobe:ns:meta/}xmpmeta", "{http://purl.org/dc/elements/1.1/}title"}
    | {f"{_RDF}{name}" for name in ("RDF", "Description", "Alt", "li")}
)
_PICTURE_KEYS = frozenset({"W", "H", "BPC", "CS", "D", "IM", "F"})
_SAMPLES = re.compile(rb"\s*([0-9a-f]*)>\s*")
_IDENTIFIER = re.compile(rb"[a-z]{1,8}[0-9]{1,8}")
_SCHEMES = re.compile(rb"(?:https?|mailto|tel):", re.IGNORECASE)


def check(file: File, layout: Layout, drawn: Iterable[Shown]) -> int:
    """How many objects were looked at. Raises LeakError (probe "structure") for what no copy may have."""
    try:
        for odd in (*file.odd, *layout.odd):
            raise OddError(odd)
        walked = walk(file)
        for item in walked.of("image"):
            check_picture(file, item)
        _filters(walked)
        _links(walked)
        check_fonts(walked, _codes(drawn))
        _metadata(walked)
        _identifiers(walked)
    except OddError as odd:
        raise LeakError(probe="structure", where=str(odd)) from odd
    return len(walked.kinds)


def _filters(walked: Walked) -> None:
    """Streams are deflated or plain, pictures also packed as pictures are; nothing lies after the data."""
    for number, kind in walked.kinds.items():
        item = walked.file.items[number]
        allowed = {None, "FlateDecode", *(PICTURES if kind == "image" else ())}
        if item.data is not None and item.keys.get("Filter") not in allowed:
            raise OddError(f"{kind}, filter")
        if item.beyond or (kind != "image" and "DecodeParms" in item.keys):
            raise OddError(f"{kind}, data")


def _links(walked: Walked) -> None:
    for item in walked.of("link"):
        target = walked.file.dictionary(item.keys.get("A")).get("URI")
        if isinstance(target, bytes) and not _SCHEMES.match(target):
            raise OddError("link, scheme")


def _codes(drawn: Iterable[Shown]) -> dict[int, set[bytes]]:
    """The codes that are shown, by the font's object number."""
    codes: dict[int, set[bytes]] = {}
    for said in drawn:
        if said.strings:
            raise OddError("marked content, text")
        if not said.operators <= (_OPERATORS | {"EI"} if said.glyph else _OPERATORS):
            raise OddError("content, operator")
        if not all(map(_is_bare, said.inline)):
            raise OddError("glyph, picture")
        for font, used in said.codes.items():
            codes.setdefault(font, set()).update(used)
    return codes


def _is_bare(image: Inline) -> bool:
    """Whether a glyph's picture is its samples in hexadecimal, as many as it has, and nothing else."""
    keys = image.keys
    width, height, depth = (keys.get(name) for name in ("W", "H", "BPC"))
    if not (isinstance(width, int) and isinstance(height, int) and isinstance(depth, int)):
        return False
    row = (width * depth * (3 if keys.get("CS") == "RGB" else 1) + 7) // 8
    samples = _SAMPLES.fullmatch(image.data)
    return (
        keys.keys() <= _PICTURE_KEYS
        and keys.get("F") == "AHx"
        and keys.get("CS") in (None, "G", "RGB")
        and keys.get("D") in (None, [1, 0])
        and samples is not None
        and len(samples[1]) == 2 * row * height
    )


def _metadata(walked: Walked) -> None:
    """XMP: a title and what software writes about the file, nothing else."""
    for item in walked.of("xmp"):
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        try:
            root = etree.fromstring(item.data or b"", parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise OddError("metadata") from error
        if not {str(element.tag) for element in root.iter()} <= _XMP:
            raise OddError("metadata, element")


def _identifiers(walked: Walked) -> None:
    """Identifiers of elements are a writer's own: a word and a number."""
    for item in walked.of("element"):
        for told in strings_in([item.keys.get("ID"), walked.file.resolved(item.keys.get("A"))]):
            if not _IDENTIFIER.fullmatch(told):
                raise OddError("element, identifier")
