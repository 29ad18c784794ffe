"""Keeps what is on the allow-list and drops the rest, in place (docs/sanitizing-docx.md)."""

import re
from typing import Final

from redactor.formats.docx import allow
from redactor.formats.docx.copy import Copy
from redactor.formats.docx.names import (
    ALTERNATE,
    CHOICE,
    DRAWING,
    MC,
    PICT,
    PPR,
    RPR,
    RUN,
    SPACE,
    TC,
    TR,
    VAL,
    W14,
    A,
    Element,
    M,
    P,
    R,
    T,
    V,
    W,
    attributes,
    child,
    local,
    namespace,
    remove,
    toggle,
    unwrap,
    w,
)
from redactor.formats.docx.parts import branch, form_shown, mark_deleted
from redactor.formats.docx.styles import Style, Styles, styles_of

_PREFIXES: Final = {
    "http://schemas.microsoft.com/office/word/2010/wordprocessingShape": "wps",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup": "wpg",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas": "wpc",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing": "wp14",
    "http://schemas.microsoft.com/office/word/2010/wordml": "w14",
    "http://schemas.microsoft.com/office/drawing/2010/main": "a14",
}
_COMPATIBILITY: Final = "http://schemas.microsoft.com/office/word"
_SHAPE_TYPE: Final = re.compile(r"#?_x0000_t\d{1,4}")
_FORMULA: Final = re.compile(r"[a-z*/+?-]{1,5}( -?[A-Za-z0-9]{1,12}){1,3}")
_GRAPHIC_DATA: Final = f"{{{A}}}graphicData"
_TOUCHED_ATTRIBUTES: Final = frozenset({"descr", "title", "alt", "string"})


def sanitize(copy: Copy) -> None:
    """Every kept part; the stories need the styles to know what is hidden."""
    styles = styles_of(copy.of("styles"))
    for part, root in copy.roots.items():
        if copy.kinds[part] == "theme":
            _theme(root)
        else:
            cleaner = _Cleaner(styles)
            cleaner.clean(root)
            copy.formed |= cleaner.formed


class _Cleaner:
    def __init__(self, styles: Styles) -> None:
        self.styles = styles
        self.style = Style()
        self.formed: set[Element] = set()

    def clean(self, root: Element) -> None:
        merge_deleted_marks(root)
        _attributes(root)
        self._children(root)

    def _children(self, element: Element) -> None:
        if element.tag not in allow.TEXT_HOLDERS:
            element.text = None
        for below in list(element):
            below.tail = None
            self._visit(element, below)

    def _visit(self, parent: Element, element: Element) -> None:
        space, name = namespace(element), local(element)
        if space == W and name in allow.UNWRAPPED:
            self._children(element)
            unwrap(element)
        elif element.tag == ALTERNATE:
            self._alternate(parent, element)
        elif element.tag == DRAWING or element.tag == PICT:
            self._drawing(parent, element)
        elif space in (M, W14) or (space == W and name in allow.KEPT and not self._hidden(element)):
            self._keep(element)
        else:
            parent.remove(element)

    def _keep(self, element: Element) -> None:
        outer = self.style
        if element.tag == P:
            self.style = self.styles.paragraph(element.find(PPR))
        if element.tag == w("fldChar"):
            self.formed |= {element} if _form(element) else set()
        filled = element.tag == RUN and _filled(element)
        _attributes(element)
        self._children(element)
        self.style = outer
        if filled and not _filled(element):
            remove(element)
        if element.tag == P and _vanished(element):
            parent = element.getparent()
            if parent is not None and len(parent.findall(P)) > 1:
                parent.remove(element)

    def _hidden(self, element: Element) -> bool:
        """Hidden runs and rows; rows and cells whose deletion was tracked."""
        if element.tag == RUN:
            properties = element.find(RPR)
            said = toggle(properties, w("vanish"))
            return self.style.hidden ^ self.styles.run(properties).hidden if said is None else said
        if element.tag == TR:
            properties = element.find(w("trPr"))
            return child(properties, w("del")) is not None or bool(toggle(properties, w("hidden")))
        return element.tag == TC and child(element, w("tcPr"), w("cellDel")) is not None

    def _alternate(self, parent: Element, element: Element) -> None:
        chosen = branch(element)
        for below in list(element):
            if below is not chosen:
                element.remove(below)
        if chosen is None:
            parent.remove(element)
            return
        required = [chosen.nsmap.get(prefix, "") for prefix in chosen.get("Requires", "").split()]
        chosen.tail = None
        self._children(chosen)
        if chosen.tag != CHOICE:
            unwrap(chosen)
            unwrap(element)
        elif len(chosen) == 0:
            parent.remove(element)
        else:
            element.attrib.clear()
            element.text = None
            chosen.attrib.clear()
            chosen.set("Requires", " ".join(_PREFIXES[name] for name in required if name in _PREFIXES))

    def _drawing(self, parent: Element, element: Element) -> None:
        data = element.iter(_GRAPHIC_DATA)
        if any(found.get("uri") not in allow.GRAPHICS for found in data):
            parent.remove(element)
            return
        _attributes(element)
        self._shapes(element)
        if len(element) == 0:
            parent.remove(element)

    def _shapes(self, element: Element) -> None:
        if element.tag not in allow.VALUE_HOLDERS or not allow.VALUE.fullmatch(element.text or ""):
            element.text = None
        for below in list(element):
            below.tail = None
            if below.tag == w("txbxContent"):
                self._keep(below)
            elif below.tag == ALTERNATE:
                self._alternate(element, below)
            elif allow.drawn(below) or below.tag in (DRAWING, PICT):
                _shape_attributes(below)
                self._shapes(below)
            else:
                element.remove(below)


def _filled(run: Element) -> bool:
    """Does a run hold anything but its formatting? One that sanitizing emptied leaves no trace."""
    return any(below.tag != RPR for below in run)


def _attributes(element: Element) -> None:
    """Attributes on the allow-list whose values are words of the vocabulary, numbers or measures."""
    if element.tag == w("compatSetting"):
        known = element.get(w("uri")) == _COMPATIBILITY and allow.VALUE.fullmatch(element.get(VAL, "-"))
        if not known or not element.get(w("name"), "-").isalnum():
            element.attrib.clear()
        return
    free = element.tag in allow.FREE_VALUES
    for name, text in attributes(element):
        if name in allow.DROPPED_ATTRIBUTES:
            del element.attrib[name]
            continue
        if free or name in allow.FREE or name == SPACE or name.startswith(f"{{{R}}}"):
            continue
        foreign = name.startswith((f"{{{MC}}}", f"{{{W14}}}")) and namespace(element) == W
        if foreign or not (allow.VALUE.fullmatch(text) or len(text) == 1):
            del element.attrib[name]


def _shape_attributes(element: Element) -> None:
    vml = namespace(element) == V
    for name, text in attributes(element):
        plain = name.rsplit("}", 1)[-1]
        if plain in ("anchorId", "editId"):
            del element.attrib[name]
            continue
        if name in _TOUCHED_ATTRIBUTES and local(element) != "cNvPr":
            continue
        if name.startswith(f"{{{R}}}"):
            keep = plain in ("embed", "id")
        elif plain == "id" or name == "type":
            keep = not vml or bool(_SHAPE_TYPE.fullmatch(text))
            keep = keep or (name == "type" and bool(allow.VALUE.fullmatch(text)))
        elif vml:
            keep = plain in allow.VML_ATTRIBUTES and bool(allow.VML_VALUE.fullmatch(text))
        elif element.tag == _GRAPHIC_DATA:
            keep = text in allow.GRAPHICS
        else:
            keep = plain != "name" or local(element) == "gd"
            keep = keep and bool((_FORMULA if plain == "fmla" else allow.VALUE).fullmatch(text))
        if not keep:
            del element.attrib[name]


def _form(element: Element) -> bool:
    """A form field's check box or list becomes the text it shows; the rest of the field goes later."""
    shown = form_shown(element)
    if not shown:
        return False
    element.tag = T
    element.attrib.clear()
    element.set(SPACE, "preserve")
    for below in list(element):
        element.remove(below)
    element.text = shown
    return True


def _vanished(paragraph: Element) -> bool:
    """A paragraph whose end is hidden and that holds nothing more."""
    properties = paragraph.find(PPR)
    mark = child(properties, RPR)
    if not toggle(mark, w("vanish")) or child(properties, w("sectPr")) is not None:
        return False
    return all(below.tag == PPR for below in paragraph)


def merge_deleted_marks(root: Element) -> None:
    """Paragraphs whose end was deleted run on into the next one, which keeps its own properties."""
    for paragraph in list(root.iter(P)):
        properties = paragraph.find(PPR)
        if not mark_deleted(properties):
            continue
        following = paragraph.getnext()
        parent = paragraph.getparent()
        if following is None or following.tag != P or parent is None:
            continue
        at = 1 if following.find(PPR) is not None else 0
        for offset, below in enumerate([e for e in paragraph if e is not properties]):
            following.insert(at + offset, below)
        parent.remove(paragraph)


def _theme(root: Element) -> None:
    """Colours, fonts and effects of the theme, under neutral names."""
    kept = {"clrScheme", "fontScheme", "fmtScheme"}
    for element in list(root):
        if local(element) != "themeElements":
            root.remove(element)
    for element in list(root.iter()):
        element.text = element.tail = None
        parent = element.getparent()
        if parent is None:
            continue
        outside = namespace(element) != A or local(element) in allow.NEVER_DRAWN or element.get("script")
        if outside or (local(parent) == "themeElements" and local(element) not in kept):
            parent.remove(element)
    for element in root.iter():
        for name, text in attributes(element):
            if name == "name":
                element.set(name, "Office")
            elif name != "typeface" and not allow.VALUE.fullmatch(text):
                del element.attrib[name]
        if local(element) == "blipFill":
            element.tag = f"{{{A}}}noFill"
            element.attrib.clear()
            for below in list(element):
                element.remove(below)
