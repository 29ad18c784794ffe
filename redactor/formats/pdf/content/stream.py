"""A content stream on its way: operators as bytes, glyphs and resources by name until the fonts are built."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Protocol

import pikepdf

from redactor.formats.pdf.fonts import Font, FontBook
from redactor.formats.pdf.images import Images


class Target(Protocol):
    """Where resources are built: the new file with its fonts and pictures."""

    pdf: pikepdf.Pdf
    book: FontBook
    images: Images

    def built(self, resource: "Resource") -> pikepdf.Object: ...


@dataclass(frozen=True, slots=True)
class Resource:
    """Something a content stream names. Equal `kind` and `key` are one object in the copy."""

    kind: str
    """The /Resources category: Font, XObject, ColorSpace, Pattern, Shading or ExtGState."""
    key: Hashable
    make: Callable[[Target], pikepdf.Object] = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Shown:
    """Glyphs of a font that stay, as character codes; before each TJ's number, in thousandths of the size."""

    font: Font
    codes: tuple[bytes, ...] = field(repr=False)
    shifts: tuple[int, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Select:
    """A font and the size it is shown at."""

    font: Resource
    size: bytes


@dataclass(frozen=True, slots=True)
class Selected:
    """A font is chosen; nothing is written where it is the one chosen `before`, once the fonts are built."""

    select: Select
    before: Select | None


@dataclass(frozen=True, slots=True)
class Set:
    """A placeholder's text."""

    text: str


Chunk = bytes | Resource | Selected | Shown | Set


@dataclass(frozen=True, slots=True)
class Stream:
    """A whole content stream, not yet encoded."""

    chunks: tuple[Chunk, ...] = field(repr=False)

    def write(self, target: Target) -> tuple[bytes, pikepdf.Dictionary]:
        """The stream's bytes and its /Resources, names given in the order of use."""
        names = _Names(target)
        out: list[bytes] = []
        for chunk in self.chunks:
            if isinstance(chunk, bytes):
                out.append(chunk)
            elif isinstance(chunk, Resource):
                out.append(names.of(chunk))
            elif isinstance(chunk, Selected):
                out.append(_selected(chunk, names))
            elif isinstance(chunk, Shown):
                out.append(_encoded(chunk, target.book))
            else:
                out.append(b"[<" + target.book.set_encoded(chunk.text).hex().encode() + b">]TJ")
        return b"".join(out), names.resources


_PREFIX = {
    "Font": b"F",
    "XObject": b"X",
    "ColorSpace": b"C",
    "Pattern": b"P",
    "Shading": b"S",
    "ExtGState": b"G",
}


class _Names:
    """Names for what a stream uses. What became one object in the copy (equal pictures) has one name."""

    def __init__(self, target: Target) -> None:
        self.target = target
        self.resources = pikepdf.Dictionary()
        self._by_resource: dict[Resource, bytes] = {}
        self._by_object: dict[tuple[str, object], bytes] = {}

    def of(self, resource: Resource) -> bytes:
        if resource not in self._by_resource:
            built = self.target.built(resource)
            key = resource.kind, built.objgen if built.is_indirect else built.unparse()
            if key not in self._by_object:
                self._by_object[key] = self._added(resource.kind, built)
            self._by_resource[resource] = self._by_object[key]
        return self._by_resource[resource]

    def _added(self, kind: str, built: pikepdf.Object) -> bytes:
        name = b"/%s%d" % (_PREFIX[kind], len(self._by_object))
        category = "/" + kind
        if category not in self.resources:
            self.resources[category] = pikepdf.Dictionary()
        self.resources[category][name.decode()] = built
        return name


def _selected(chunk: Selected, names: _Names) -> bytes:
    name, before = names.of(chunk.select.font), chunk.before
    if before is not None and before.size == chunk.select.size and names.of(before.font) == name:
        return b""
    return name + b" " + chunk.select.size + b" Tf "


def _encoded(shown: Shown, book: FontBook) -> bytes:
    """As hexadecimal."""
    codes = map(book.hexadecimal(shown.font).__getitem__, shown.codes)
    parts = [
        b">%d<%s" % (shift, code) if shift else code for shift, code in zip(shown.shifts, codes, strict=True)
    ]
    return b"[<" + b"".join(parts) + b">]TJ"
