"""Opens a DOCX without trusting it: zip limits, no DTD, bounded depth; parts and their relationships."""

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final
from urllib.parse import unquote

from lxml import etree

from redactor.errors import DamagedError, EncryptedError, LimitError, UnsupportedError
from redactor.formats.docx.names import CT, PR, STRICT, Element, number, w

MAX_MEMBERS: Final = 2_000
MAX_INFLATED: Final = 200_000_000
MAX_XML: Final = 50_000_000
MAX_RATIO: Final = 200
MAX_MEDIA_RATIO: Final = 1_000
MAX_DEPTH: Final = 256
MAX_SPAN: Final = 63
RATIO_FLOOR: Final = 1_000_000
"""Below this size a high ratio harms nobody (bytes)."""

CONTENT_TYPES: Final = "[Content_Types].xml"
DOCUMENT: Final = "word/document.xml"

_TOO_DEEP: Final = etree.XPath("/" + "/".join("*" * (MAX_DEPTH + 1)))
_ENCODING: Final = re.compile(rb"""^<\?xml[^>]{0,80}?encoding\s{0,9}=\s{0,9}["']([A-Za-z0-9._-]{1,40})["']""")
_ENCODINGS: Final = frozenset(
    {b"utf-8", b"utf8", b"utf-16", b"us-ascii", b"ascii", b"iso-8859-1", b"windows-1252"}
)
_SPANS: Final = (w("gridSpan"), w("gridBefore"), w("gridAfter"))


@dataclass(frozen=True, slots=True)
class Relationship:
    """`target` is a part name when internal, else the address as written. `index`: its place in the part."""

    id: str
    type: str
    target: str = field(repr=False)
    external: bool
    index: int

    @property
    def kind(self) -> str:
        """The last word of the type: "image", "hyperlink", "footnotes" …"""
        return self.type.rsplit("/", 1)[-1]


@dataclass(frozen=True, slots=True)
class Package:
    """The members of the zip file, in their order, with their content types."""

    main: str
    parts: dict[str, bytes] = field(repr=False)
    defaults: dict[str, str]
    overrides: dict[str, str]
    lowered: dict[str, str] = field(repr=False)

    def content_type(self, name: str) -> str:
        found = self.overrides.get(name.lower())
        if found is not None:
            return found
        return self.defaults.get(name.rsplit(".", 1)[-1].lower(), "")

    def xml(self, name: str) -> Element:
        """The part's root element. Raises DamagedError, LimitError, UnsupportedError."""
        root = parse(self.parts[name], name)
        if name == self.main and (root.tag != w("document") or root.find(w("body")) is None):
            raise DamagedError(why="huvuddelen är inget Word-dokument")
        return root

    def relationships(self, source: str) -> dict[str, Relationship]:
        """By id. `source` is a part name, "" for the package itself."""
        name = rels_name(source)
        if name not in self.parts:
            return {}
        found: dict[str, Relationship] = {}
        for index, element in enumerate(self.xml(name)):
            if element.tag != f"{{{PR}}}Relationship":
                continue
            external = element.get("TargetMode", "").lower() == "external"
            target = element.get("Target", "")
            if not external:
                target = self.resolve(source, target)
            identifier = element.get("Id", "")
            found[identifier] = Relationship(identifier, element.get("Type", ""), target, external, index)
        return found

    def resolve(self, source: str, target: str) -> str:
        """The part that a relationship's target names; part names are compared without case (OPC 6.3.5)."""
        path = unquote(target.split("#", 1)[0])
        base = "/" + posixpath.dirname(source)
        resolved = posixpath.normpath(posixpath.join(base, path)).lstrip("/")
        if resolved in self.parts:
            return resolved
        return self.lowered.get(resolved.lower(), resolved)


def rels_name(source: str) -> str:
    """Where a part's relationships stand."""
    folder, name = posixpath.split(source)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def open_package(untrusted: bytes) -> Package:
    """Reads every member within the limits.

    Raises DamagedError, EncryptedError, LimitError, UnsupportedError.
    """
    if untrusted.startswith(b"\xd0\xcf\x11\xe0"):
        raise EncryptedError()
    try:
        with zipfile.ZipFile(io.BytesIO(untrusted)) as archive:
            parts = dict(_members(archive))
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
        raise DamagedError(why="zip-arkivet går inte att läsa") from error
    except (NotImplementedError, RuntimeError) as error:
        raise UnsupportedError(why="zip-arkivets packning") from error
    if CONTENT_TYPES not in parts:
        raise DamagedError(why="[Content_Types].xml saknas")
    defaults: dict[str, str] = {}
    overrides: dict[str, str] = {}
    for element in parse(parts[CONTENT_TYPES], CONTENT_TYPES):
        if element.tag == f"{{{CT}}}Default":
            defaults[element.get("Extension", "").lower()] = element.get("ContentType", "")
        elif element.tag == f"{{{CT}}}Override":
            overrides[element.get("PartName", "").lstrip("/").lower()] = element.get("ContentType", "")
    package = Package(DOCUMENT, parts, defaults, overrides, {name.lower(): name for name in parts})
    related = [r.target for r in package.relationships("").values() if r.kind == "officeDocument"]
    main = next((name for name in (*related, DOCUMENT) if name in parts), None)
    if main is None:
        raise DamagedError(why="word/document.xml saknas")
    return replace(package, main=main)


def _members(archive: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    infos = archive.infolist()
    if len(infos) > MAX_MEMBERS:
        raise LimitError(limit="antal delar i filen", value=len(infos), allowed=MAX_MEMBERS)
    seen: set[str] = set()
    total = 0
    for info in infos:
        if info.flag_bits & 0x1:
            raise EncryptedError()
        if info.is_dir():
            continue
        _check_name(info.filename, seen)
        content = _inflate(archive, info, MAX_INFLATED - total)
        total += len(content)
        yield info.filename, content


def _check_name(name: str, seen: set[str]) -> None:
    pieces = name.split("/")
    if not name or "\\" in name or ":" in name or "\0" in name or len(name) > 255 or "" in pieces:
        raise DamagedError(why="en del i filen har ett otillåtet namn")
    if ".." in pieces or "." in pieces or name.lower() in seen:
        raise DamagedError(why="delarnas namn är dubbla eller pekar utanför filen")
    seen.add(name.lower())


def _inflate(archive: zipfile.ZipFile, info: zipfile.ZipInfo, left: int) -> bytes:
    is_xml = info.filename.lower().endswith((".xml", ".rels"))
    ratio = MAX_RATIO if is_xml else MAX_MEDIA_RATIO
    allowed = min(left, MAX_XML) if is_xml else left
    allowed = min(allowed, max(RATIO_FLOOR, ratio * info.compress_size))
    content = bytearray()
    with archive.open(info) as stream:
        while chunk := stream.read(1 << 18):
            content += chunk
            if len(content) > allowed:
                raise LimitError(limit="uppackad storlek i byte", value=f"mer än {allowed}", allowed=allowed)
    return bytes(content)


def parse(content: bytes, name: str) -> Element:
    """Parses one XML part: no DTD, no entities but XML's own, no network, at most 256 levels.

    Comments and processing instructions are left out, so that child positions count elements only.
    Raises DamagedError, LimitError, UnsupportedError.
    """
    declared = _ENCODING.match(content[:200].replace(b"\0", b"").removeprefix(b"\xef\xbb\xbf"))
    if declared is not None and declared[1].lower() not in _ENCODINGS:
        raise DamagedError(why=f"{_safe(name)} har en okänd teckenkodning")
    if b"<!DOCTYPE" in content or b"<\0!\0D\0O\0C" in content:
        raise DamagedError(why=f"{_safe(name)} har en dokumenttypsdeklaration")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        if "depth" in str(error):
            raise _too_deep() from None
        raise DamagedError(why=f"{_safe(name)} är inte giltig XML") from None
    if next(root.iter(etree.Entity), None) is not None:
        # An undeclared entity: readers drop it, or all the text after it.
        raise DamagedError(why=f"{_safe(name)} har en okänd entitet")
    if root.getroottree().docinfo.internalDTD is not None:
        raise DamagedError(why=f"{_safe(name)} har en dokumenttypsdeklaration")
    if _TOO_DEEP(root.getroottree()):
        raise _too_deep()
    if (etree.QName(root).namespace or "").startswith(STRICT):
        raise UnsupportedError(why="Strict Open XML; spara om som vanligt Word-dokument")
    for element in root.iter(*_SPANS):
        if not 0 <= number(element.get(w("val")), MAX_SPAN + 1) <= MAX_SPAN:
            raise LimitError(limit="sammanslagna kolumner", value="för många", allowed=MAX_SPAN)
    return root


def _too_deep() -> LimitError:
    return LimitError(limit="nivåer i XML", value=f"mer än {MAX_DEPTH}", allowed=MAX_DEPTH)


def _safe(name: str) -> str:
    # A part's name can itself hold what must not be told.
    known = name == CONTENT_TYPES or re.fullmatch(r"word/(document|styles|numbering|settings)\.xml", name)
    return name if known else "en del av filen"
