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
    """Glyphs of a font that stay, as character codes; numbers are TJ's, in thousandths of the size."""

    font: Font
    items: tuple[bytes | int, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Set:
    """A placeholder's text."""

    text: str


Chunk = bytes | Resource | Shown | Set


@dataclass(frozen=True, slots=True)
class Stream:
    """A whole content stream, not yet encoded."""

    chunks: tuple[Chunk, ...] = field(repr=False)

    def write(self, target: Target) -> tuple[bytes, pikepdf.Dictionary]:
        """The stream's bytes and its /Resources, names given in the order of use."""
        names: dict[Resource, bytes] = {}
        out: list[bytes] = []
        for chunk in self.chunks:
            if isinstance(chunk, bytes):
                out.append(chunk)
            elif isinstance(chunk, Resource):
                if chunk not in names:
                    names[chunk] = b"/%s%d" % (_PREFIX[chunk.kind], len(names))
                out.append(names[chunk])
            elif isinstance(chunk, Shown):
                out.append(_encoded(chunk, target.book))
            else:
                out.append(b"[<" + target.book.set_encoded(chunk.text).hex().encode() + b">]TJ")
        resources = pikepdf.Dictionary()
        for resource, name in names.items():
            category = "/" + resource.kind
            if category not in resources:
                resources[category] = pikepdf.Dictionary()
            resources[category][name.decode()] = target.built(resource)
        return b"".join(out), resources


_PREFIX = {
    "Font": b"F",
    "XObject": b"X",
    "ColorSpace": b"C",
    "Pattern": b"P",
    "Shading": b"S",
    "ExtGState": b"G",
}


def _encoded(shown: Shown, book: FontBook) -> bytes:
    parts: list[bytes] = [b"["]
    codes: list[bytes] = []
    for item in shown.items:
        if isinstance(item, bytes):
            codes.append(book.encoded(shown.font, item))
        else:
            parts.append(b"<" + b"".join(codes).hex().encode() + b">%d" % item)
            codes = []
    if codes:
        parts.append(b"<" + b"".join(codes).hex().encode() + b">")
    return b"".join(parts) + b"]TJ"
