"""What a paragraph's or run's style says: its English name, heading level, bold, hidden, numbering."""

from dataclasses import dataclass, field, replace
from typing import Final

from redactor.formats.docx.names import PPR, RPR, VAL, Element, child, number, toggle, value, w

MAX_INHERITANCE: Final = 32
"""Styles that inherit deeper than this are cut off (Word's own limit is 11)."""


@dataclass(frozen=True, slots=True)
class Style:
    """A style with all it inherits. None: not said."""

    name: str = field(default="", repr=False)
    level: int | None = None
    bold: bool = False
    hidden: bool = False
    number: str | None = None
    number_level: int | None = None


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles by id, and the default paragraph style."""

    by_id: dict[str, Style]
    default: Style

    def paragraph(self, properties: Element | None) -> Style:
        """The style of a `w:pPr`."""
        identifier = value(properties, w("pStyle"))
        if identifier is None:
            return self.default
        return self.by_id.get(identifier, Style(name=identifier.lower()))

    def run(self, properties: Element | None) -> Style:
        """The character style of a `w:rPr`."""
        return self.by_id.get(value(properties, w("rStyle")) or "", Style())


def styles_of(root: Element | None) -> Styles:
    """Reads `styles.xml`; without it every paragraph is plain."""
    if root is None:
        return Styles({}, Style())
    elements = {e.get(w("styleId"), ""): e for e in root.iterchildren(w("style"))}
    done: dict[str, Style] = {}
    default = Style()
    for identifier, element in elements.items():
        style = _resolve(identifier, elements, done)
        is_default = element.get(w("default"), "0") in {"1", "true", "on"}
        if element.get(w("type")) == "paragraph" and is_default:
            default = style
    return Styles(done, default)


def _resolve(identifier: str, elements: dict[str, Element], done: dict[str, Style]) -> Style:
    chain: list[str] = []
    at: str | None = identifier
    while at is not None and at in elements and at not in done and at not in chain:
        chain.append(at)
        at = value(elements[at], w("basedOn"))
        if len(chain) > MAX_INHERITANCE:
            break
    style = done.get(at or "", Style())
    for name in reversed(chain):
        style = _inherit(elements[name], style)
        done[name] = style
    return style


def _inherit(element: Element, base: Style) -> Style:
    properties = element.find(PPR)
    run = element.find(RPR)
    name = (value(element, w("name")) or element.get(w("styleId")) or "").lower()
    style = replace(base, name=name)
    level = value(properties, w("outlineLvl"))
    if level is not None:
        style = replace(style, level=number(level) + 1 if 0 <= number(level, 9) < 9 else None)
    elif name.startswith("heading ") and name[8:].isdecimal():
        style = replace(style, level=min(max(number(name[8:], 1), 1), 9))
    bold = toggle(run, w("b"))
    hidden = toggle(run, w("vanish"))
    numbering = child(properties, w("numPr"))
    return replace(
        style,
        bold=base.bold if bold is None else bold,
        hidden=base.hidden if hidden is None else hidden,
        number=_number(numbering, "numId") or base.number,
        number_level=number(_number(numbering, "ilvl")) if numbering is not None else base.number_level,
    )


def _number(numbering: Element | None, name: str) -> str | None:
    found = child(numbering, w(name))
    return None if found is None else found.get(VAL)
