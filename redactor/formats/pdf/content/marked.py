"""Marked content (ISO 32000-1, 14.6): what of it a copy keeps, and what optional content hides."""

from dataclasses import dataclass, field
from typing import Final

import pikepdf

from redactor.formats.pdf.content.items import Tag
from redactor.formats.pdf.objects import ObjectId

_NAMES: Final = frozenset(
    {
        *("Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "TOC", "TOCI", "Index"),
        *("NonStruct", "Private", "P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl", "LBody"),
        *("Table", "TR", "TH", "TD", "THead", "TBody", "TFoot", "Span", "Quote", "Note", "Reference"),
        *("BibEntry", "Code", "Link", "Annot", "Ruby", "Warichu", "Figure", "Formula", "Form"),
    }
)
"""Standard structure types (14.8.4); others are free text and become Span."""


@dataclass(slots=True)
class Marked:
    """The open sequences of one output stream. Property lists are not kept, but for the number (MCID)."""

    _open: list[tuple[Tag | None, bool]] = field(default_factory=list)
    """For each sequence: the tag in force inside it, and whether its content is hidden."""
    found: list[Tag] = field(default_factory=list)
    """Every numbered sequence met, in order."""
    _count: int = 0

    def begin(self, name: str, properties: object, stream: ObjectId | None, off: bool) -> None:
        tag = self.tag
        number = properties.get("/MCID") if isinstance(properties, pikepdf.Dictionary) else None
        if isinstance(number, int) and number >= 0:
            standard = name[1:] if name[1:] in _NAMES else "Span"
            tag = Tag(self._next(), standard.encode(), number, stream)
            self.found.append(tag)
        elif name == "/Artifact":
            tag = Tag(self._next(), b"Artifact", None, stream)
        self._open.append((tag, self.hidden or off))

    def _next(self) -> int:
        self._count += 1
        return self._count

    def end(self) -> None:
        if self._open:
            self._open.pop()

    @property
    def depth(self) -> int:
        return len(self._open)

    def close_to(self, depth: int) -> None:
        """Closes what a stream left open."""
        del self._open[depth:]

    @property
    def tag(self) -> Tag | None:
        return self._open[-1][0] if self._open else None

    @property
    def hidden(self) -> bool:
        return bool(self._open) and self._open[-1][1]


def hidden_groups(untrusted: pikepdf.Pdf) -> frozenset[ObjectId]:
    """Optional content groups that are off when the document is opened (8.11.4.3)."""
    properties = untrusted.Root.get("/OCProperties")
    if not isinstance(properties, pikepdf.Dictionary):
        return frozenset()
    config = properties.get("/D", pikepdf.Dictionary())
    if not isinstance(config, pikepdf.Dictionary):
        return frozenset()
    every = _ids(properties.get("/OCGs"))
    off = _ids(config.get("/OFF"))
    if config.get("/BaseState") == "/OFF":
        return every - _ids(config.get("/ON"))
    return off


def _ids(groups: object) -> frozenset[ObjectId]:
    if not isinstance(groups, pikepdf.Array):
        return frozenset()
    return frozenset(group.objgen for group in groups if isinstance(group, pikepdf.Dictionary))


def is_off(membership: object, hidden: frozenset[ObjectId]) -> bool:
    """Content of this group, or of this membership dictionary (8.11.2.2), is not shown.

    A visibility expression (/VE) is not evaluated: its groups count by the policy /P, as for older readers.
    """
    if not isinstance(membership, pikepdf.Dictionary):
        return False
    if membership.get("/Type") != "/OCMD":
        return membership.objgen in hidden
    groups = membership.get("/OCGs")
    listed = [groups] if isinstance(groups, pikepdf.Dictionary) else list(groups or ())
    states = [group.objgen not in hidden for group in listed if isinstance(group, pikepdf.Dictionary)]
    if not states:
        return False
    shown = {"/AllOn": all(states), "/AnyOff": not all(states), "/AllOff": not any(states)}
    return not shown.get(str(membership.get("/P", "/AnyOn")), any(states))
