"""Walks a copy from its trailer and compares every object with the kind that may stand there (`schema`)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from redactor.verify.pdf import schema
from redactor.verify.pdf.file import File, Item
from redactor.verify.pdf.syntax import Name, Ref, Value

_FONT_NAME = re.compile(r"(?:[A-Z]{6}\+)?[A-Za-z0-9][A-Za-z0-9,_-]*")
_RESOURCE = re.compile(r"[A-Za-z.]{1,12}[0-9]{0,6}")
"""Names of resources and glyphs, which a writer chooses."""
_CALIBRATED = ("CalGray", "CalRGB", "Lab")
_OBJECTS = frozenset({"composite", "type3", "link", "element"})
"""Kinds that other checks look up by their number."""
_FUNCTION = "anyfunction"


class OddError(Exception):
    """What no copy may hold, in words that quote nothing of it."""


@dataclass(slots=True)
class Walked:
    """The objects met, by number, with the kind each was met as."""

    file: File = field(repr=False)
    kinds: dict[int, str] = field(default_factory=dict)

    def of(self, kind: str) -> Iterator[Item]:
        for number, met in self.kinds.items():
            if met == kind:
                yield self.file.items[number]


@dataclass(slots=True)
class _Walk:
    walked: Walked
    open: list[tuple[Value, str, str]] = field(default_factory=list)
    """Values, what may stand there, and for whom."""
    later: list[tuple[int, frozenset[str], str]] = field(default_factory=list)
    """References to objects that must be met elsewhere as one of these kinds."""


def walk(file: File) -> Walked:
    """Raises OddError for the first object that stands where it may not, or that nothing refers to."""
    way = _Walk(Walked(file))
    trailer = {key: value for key, value in file.trailer.items() if key not in _TABLE}
    way.open.append((trailer, "trailer", "trailer"))
    while way.open:
        value, spec, where = way.open.pop()
        _take(way, value, spec, where)
    for number, kinds, where in way.later:
        if way.walked.kinds.get(number) not in kinds:
            raise OddError(f"reference from {where}")
    for item in file.items.values():
        if item.number not in way.walked.kinds and item.keys.get("Type") not in ("XRef", "ObjStm"):
            raise OddError("object that nothing refers to")
    return way.walked


_TABLE = frozenset({"Type", "W", "Index", "Length", "Filter", "DecodeParms"})
"""Keys of a cross-reference stream."""


def _take(way: _Walk, value: Value, spec: str, where: str) -> None:
    alternatives = [word for name in spec.split() for word in schema.CHOICES.get(name, name).split()]
    if any(_taken(way, value, kind, where) for kind in alternatives if kind[0] != "^"):
        return
    elsewhere = frozenset(kind[1:] for kind in alternatives if kind[0] == "^")
    if not elsewhere or not isinstance(value, Ref):
        raise OddError(where)
    way.later.append((value.number, elsewhere, where))


def _taken(way: _Walk, value: Value, kind: str, where: str) -> bool:
    """Is `value` of this kind? What it holds is looked at later."""
    file = way.walked.file
    item = file.item(value)
    held = file.resolved(value)
    if kind[0] == "@":
        return item is not None and item.data is not None and _stream(way, item, kind[1:])
    if item is not None and item.data is not None:
        return False
    if not _shallow(way, held, kind):
        return False
    if item is None and kind in _OBJECTS:
        raise OddError(f"{kind}, not an object of its own")
    if item is not None and _first(way, item.number, kind):
        return True
    _deeper(way, held, kind, where)
    return True


def _first(way: _Walk, number: int, kind: str) -> bool:
    """Was the object met before? It must then have been the same."""
    met = way.walked.kinds.setdefault(number, "")
    if met not in ("", kind):
        raise OddError(f"object as {kind} and {met}")
    way.walked.kinds[number] = kind
    return met == kind


def _stream(way: _Walk, item: Item, kind: str) -> bool:
    if kind == "xobject":
        kind = "form" if item.keys.get("Subtype") == "Form" else "image"
    if not _fits(way.walked.file, item.keys, kind):
        return False
    if not _first(way, item.number, kind):
        _keys(way, {k: v for k, v in item.keys.items() if k not in schema.STREAM}, kind)
        if kind == "image" and "DecodeParms" in item.keys:
            way.open.append((item.keys["DecodeParms"], "parms", "image, DecodeParms"))
    return True


def _shallow(way: _Walk, held: Value, kind: str) -> bool:
    """Is it of the kind, by its type and by the keys that tell kinds apart?"""
    if kind[0] == "/":
        return isinstance(held, Name) and held == kind[1:]
    if kind[0] == "[":
        return isinstance(held, list)
    if kind[0] == "*":
        return isinstance(held, dict)
    if kind in _SIMPLE:
        return _SIMPLE[kind](held)
    if kind == "space":
        return (isinstance(held, Name) and held in schema.SPACES) or (isinstance(held, list) and bool(held))
    return isinstance(held, dict) and _fits(way.walked.file, held, kind)


def _fits(file: File, keys: dict[str, Value], kind: str) -> bool:
    for key, spec in schema.KINDS[kind].items():
        if key[-1] == "!":
            value = file.resolved(keys.get(key[:-1]))
            if value is None:
                return False
            if spec[0] == "/" and not (isinstance(value, Name) and f"/{value}" in spec.split()):
                return False
    return True


def _deeper(way: _Walk, held: Value, kind: str, where: str) -> None:
    if kind[0] == "[" and isinstance(held, list):
        inner = kind[1:-1]
        if inner != "number" or not all(type(one) in (int, float) for one in held):
            way.open.extend((one, inner, where) for one in held)
    elif kind[0] == "*" and isinstance(held, dict):
        if not all(_RESOURCE.fullmatch(name) for name in held):
            raise OddError(f"{where}, name")
        way.open.extend((one, kind[1:], where) for one in held.values())
    elif kind == "space":
        _space(way, held)
    elif isinstance(held, dict):
        _keys(way, held, kind)


def _keys(way: _Walk, keys: dict[str, Value], kind: str) -> None:
    known = schema.KINDS[kind]
    for key, value in keys.items():
        spec = known.get(key) or known.get(f"{key}!")
        if spec is None:
            # Not the key itself: it may be what must not be told.
            raise OddError(f"{kind}, foreign key")
        way.open.append((value, spec, f"{kind}, {key}"))


def _space(way: _Walk, held: Value) -> None:
    """A colour space (8.6)."""
    if not isinstance(held, list):
        return
    family, *rest = held
    specs: tuple[str, ...]
    if family == "ICCBased":
        specs = ("@icc",)
    elif family in _CALIBRATED:
        specs = ("calibrated",)
    elif family == "Indexed":
        specs = ("space", "int", "text @lookup")
    elif family == "Separation":
        specs = ("name", "space", _FUNCTION)
    elif family == "DeviceN":
        specs = ("[name]", "space", _FUNCTION, "devicen")[: len(rest)]
    else:
        specs = ("space",)[: len(rest)]
    if not (isinstance(family, Name) and family in schema.SPACES) or len(specs) != len(rest):
        raise OddError("space")
    way.open.extend((one, spec, "space") for one, spec in zip(rest, specs, strict=True))


_SIMPLE = {
    "int": lambda held: type(held) is int,
    "number": lambda held: type(held) in (int, float),
    "bool": lambda held: isinstance(held, bool),
    "text": lambda held: isinstance(held, bytes),
    "name": lambda held: isinstance(held, Name),
    "null": lambda held: held is None,
    "tag": lambda held: isinstance(held, Name) and held in schema.TAGS,
    "fontname": lambda held: isinstance(held, Name) and bool(_FONT_NAME.fullmatch(held)),
}
