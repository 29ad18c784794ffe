"""How often a document's forms would be drawn, told from the graph alone, before anything is drawn.

Forms that each call the next twice (removal.md, hostile input) hang every engine.
"""

import re
from collections.abc import Iterator
from typing import Final

import pikepdf
from pikepdf import Dictionary, Name, Stream

from redactor.errors import DamagedError, LimitError, Words

INVOCATIONS: Final = 50_000
DEPTH: Final = 40
_DO: Final = re.compile(rb"(?:/([^\s\0()<>\[\]{}/%]+)[\s\0]+)?\bDo\b")
_PAINTS: Final = re.compile(rb"\b(?:scn|SCN)\b")
_SHOWS: Final = re.compile(rb"T[jJ]|['\"]")
_HEX: Final = re.compile(rb"#([0-9A-Fa-f]{2})")


def count_invocations(pdf: pikepdf.Pdf) -> int:
    """Forms, pattern cells and glyph procedures that all pages draw, each as often as it is drawn.

    Raises LimitError above INVOCATIONS or DEPTH, DamagedError where one draws itself.
    """
    counter = _Counter()
    total = 0
    for page in pdf.pages:
        resources = page.resources
        if _draws(resources):
            total += counter.of(_content(page.obj), resources, 0)
        _check(total)
    return total


def _check(count: int) -> None:
    if count > INVOCATIONS:
        raise LimitError(limit=Words("formulär som ritas", "forms drawn"), value=count, allowed=INVOCATIONS)


class _Counter:
    """Counts each stream once; `open` are those being counted."""

    def __init__(self) -> None:
        self.known: dict[tuple[int, int], int] = {}
        self.open: set[tuple[int, int]] = set()

    def of(self, content: bytes, resources: Dictionary, depth: int) -> int:
        """What the content draws: each form as often as it is named, patterns and glyphs once."""
        if depth > DEPTH:
            raise LimitError(limit=Words("formulär i varandra", "nested forms"), value=depth, allowed=DEPTH)
        forms = {name: self._stream(form, resources, depth) for name, form in _forms(content, resources)}
        # A name that cannot be told from the bytes may be any of them.
        worst = max(forms.values(), default=0)
        total = 0
        for match in _DO.finditer(content):
            name = match.group(1)
            total += worst if name is None else forms.get(_name(name), 0)
        # Cells are counted as listed, not as drawn: a list that names its own user is no recursion.
        listed = ((cell, own) for cell, own in _cells(content, resources) if cell.objgen not in self.open)
        total += sum(self._stream(cell, own, depth) for cell, own in listed)
        _check(total)
        return total

    def _stream(self, stream: Stream, outer: Dictionary, depth: int) -> int:
        key = stream.objgen
        if key in self.known:
            return self.known[key]
        if key in self.open:
            raise DamagedError(why=Words("ett formulär ritar sig självt", "a form draws itself"))
        self.open.add(key)
        resources = stream.get(Name.Resources)
        own = resources if isinstance(resources, Dictionary) else outer
        count = 1 + (self.of(stream.read_bytes(), own, depth + 1) if _draws(own) else 0)
        self.open.discard(key)
        self.known[key] = count
        return count


def _name(raw: bytes) -> str:
    return "/" + _HEX.sub(lambda match: bytes.fromhex(match.group(1).decode()), raw).decode(
        "utf-8", "replace"
    )


def _draws(resources: Dictionary) -> bool:
    """Whether content with these resources can draw other content."""
    return any(name in resources for name in (Name.XObject, Name.Pattern)) or any(
        font.get(Name.Subtype) == Name.Type3 for font in _values(resources, Name.Font)
    )


def _values(resources: Dictionary, kind: Name) -> Iterator[Dictionary | Stream]:
    held = resources.get(kind)
    for _, value in held.items() if isinstance(held, Dictionary) else ():
        if isinstance(value, Dictionary | Stream):
            yield value


def _forms(content: bytes, resources: Dictionary) -> Iterator[tuple[str, Stream]]:
    """The forms among the external objects, if the content draws any at all."""
    held = resources.get(Name.XObject)
    if b"Do" not in content or not isinstance(held, Dictionary):
        return
    named = {_name(name) for name in _DO.findall(content)}
    for name, value in held.items():
        told = name in named or "/" in named  # "/" stands for a name that cannot be told
        if told and isinstance(value, Stream) and value.get(Name.Subtype) == Name.Form:
            yield name, value


def _cells(content: bytes, resources: Dictionary) -> Iterator[tuple[Stream, Dictionary]]:
    """Pattern cells, and the glyph procedures of Type 3 fonts, if the content can draw any.

    Each with the resources around it, for one that has none of its own (ISO 32000-1, 9.6.5).
    """
    for pattern in _values(resources, Name.Pattern) if _PAINTS.search(content) else ():
        if isinstance(pattern, Stream):
            yield pattern, resources
    for font in _values(resources, Name.Font) if _SHOWS.search(content) else ():
        procedures = font.get(Name.CharProcs) if font.get(Name.Subtype) == Name.Type3 else None
        own = font.get(Name.Resources)
        for _, procedure in procedures.items() if isinstance(procedures, Dictionary) else ():
            if isinstance(procedure, Stream):
                yield procedure, own if isinstance(own, Dictionary) else resources


def _content(page: Dictionary) -> bytes:
    contents = page.get(Name.Contents)
    streams = [contents] if isinstance(contents, Stream) else list(contents or ())
    return b"\n".join(stream.read_bytes() for stream in streams if isinstance(stream, Stream))
