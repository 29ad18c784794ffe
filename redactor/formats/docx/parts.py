"""Small readings of single elements that both the reader and the writer need: they must agree."""

from collections.abc import Iterable
from typing import Final

from redactor.formats.docx.names import (
    CHOICE,
    FALLBACK,
    FALSE,
    RPR,
    UNDERSTOOD,
    VAL,
    A,
    Element,
    O,
    V,
    child,
    number,
    r,
    value,
    w,
)

_SYMBOL_FONTS: Final = ("wingdings", "webdings", "symbol")
CHECKED: Final = "☒"
UNCHECKED: Final = "☐"

DELETIONS: Final = frozenset({w("del"), w("moveFrom")})
PICTURES: Final = {
    f"{{{A}}}blip": (r("embed"), r("link")),
    f"{{{V}}}imagedata": (r("id"), r("pict"), r("href"), f"{{{O}}}relid"),
    f"{{{V}}}fill": (r("id"), f"{{{O}}}relid"),
    f"{{{V}}}stroke": (r("id"), f"{{{O}}}relid"),
}
"""Elements that show a picture, and the attributes that name its relationship."""


def branch(alternate: Element) -> Element | None:
    """The branch of an mc:AlternateContent that is read and kept: the first understood mc:Choice, else
    the mc:Fallback."""
    for choice in alternate.iterchildren(CHOICE):
        required = [choice.nsmap.get(prefix) for prefix in choice.get("Requires", "").split()]
        if required and all(name in UNDERSTOOD for name in required):
            return choice
    return alternate.find(FALLBACK)


def symbol(element: Element) -> str:
    """The character of a `w:sym`. Letters set through the private use area become themselves, but for
    fonts of signs."""
    try:
        code = int(element.get(w("char"), "")[:6], 16)
        sign = chr(code)
    except (ValueError, OverflowError):
        return "\ufffd"
    if 0xD800 <= code < 0xE000:
        return "\ufffd"
    plain = code - 0xF000
    if 0x20 <= plain < 0x100 and not element.get(w("font"), "").lower().startswith(_SYMBOL_FONTS):
        return chr(plain)
    return sign if code >= 0x20 else " "


def form_shown(field: Element) -> str:
    """What a form field's `w:fldChar` shows without having it as text: a check box, or the chosen entry
    of a list; "" for neither."""
    data = field.find(w("ffData"))
    box = child(data, w("checkBox"))
    if box is not None:
        state = box.find(w("checked"))
        state = box.find(w("default")) if state is None else state
        return UNCHECKED if state is None or state.get(VAL, "1") in FALSE else CHECKED
    chosen = child(data, w("ddList"))
    if chosen is None:
        return ""
    entries = chosen.findall(w("listEntry"))
    at = number(value(chosen, w("result")) or value(chosen, w("default")))
    return entries[at].get(VAL, "") if 0 <= at < len(entries) else ""


def pictures(element: Element) -> list[str]:
    """The relationship ids of the pictures that this one element shows."""
    return [i for name in PICTURES.get(str(element.tag), ()) if (i := element.get(name))]


def mark_deleted(properties: Element | None) -> bool:
    """Was the paragraph's end deleted or moved away, so that it runs on into the next?"""
    mark = child(properties, RPR)
    return any(child(mark, name) is not None for name in DELETIONS)


def below_of(element: Element, path: str) -> Iterable[tuple[Element, str]]:
    for index, below in enumerate(element):
        at = f"{path}.{index}"
        yield below, at
        yield from below_of(below, at)


def joined(last: str, first: str) -> bool:
    """Do two neighbouring characters belong to one word or number?"""
    return (last.isalnum() or last == "-") and (first.isalnum() or first == "-")
