"""Walks one story (body, header, note, text box …) in reading order and writes down its characters."""

from collections.abc import Callable
from itertools import pairwise
from typing import Final

from redactor.domain.document import Cell, LayerKind, Span, XmlRun
from redactor.errors import LimitError
from redactor.formats.docx.allow import known
from redactor.formats.docx.bidi import BDO, OVERRIDE, Reading, place_backwards, reading
from redactor.formats.docx.draft import PICTURE, Draft
from redactor.formats.docx.merges import Rows
from redactor.formats.docx.names import (
    ALTERNATE,
    DRAWING,
    FALLBACK,
    PICT,
    PPR,
    RPR,
    TBL,
    TC,
    TR,
    TXBX,
    VAL,
    Element,
    M,
    T,
    attributes,
    child,
    number,
    toggle,
    value,
    w,
)
from redactor.formats.docx.numbering import Counter
from redactor.formats.docx.parts import DELETIONS, below_of, branch, form_shown, joined, mark_deleted, symbol
from redactor.formats.docx.styles import Style
from redactor.formats.docx.surroundings import Surroundings

Handler = Callable[[Element, str], None]
Piece = tuple[str, str, bool, bool]
"""Text, path, does it stand for the whole element, was it deleted?"""

MAX_NESTED_FIELDS: Final = 32
"""Word itself allows 20."""
_CHANGES: Final = frozenset({w("ins"), w("moveTo"), *DELETIONS})


class Story:
    """`draft` gets the visible text; what is deleted, hidden or a field's code gets layers of its own."""

    def __init__(self, around: Surroundings, part: str, draft: Draft) -> None:
        self.around = around
        self.part = part
        self.draft = draft
        self.sides: dict[LayerKind, Draft] = {}
        self.fields: list[bool] = []  # True: the field's result has begun
        self.counter = Counter(around.numbering)
        self.deleted = 0
        self.inserted = 0
        self.changes: list[Piece] | None = None
        self.backwards: list[tuple[Draft, str, XmlRun]] | None = None
        self.hidden = False
        self.hidden_rows = 0
        self.bold = False
        self.seen: set[bool] = set()  # is each visible run of the paragraph bold?
        self.pending: tuple[str, str] | None = None
        self.open: int | None = None
        self.boxes: list[tuple[Element, str]] = []
        self.style = Style()
        self.tables = 0
        self.place: tuple[int, int, int] | None = None
        self.rows = Rows()
        self.cell: Cell | None = None
        self.handlers: dict[str, Handler] = self._handlers()

    def _handlers(self) -> dict[str, Handler]:
        plain = {"ptab": "\t", "tab": "\t", "br": "\n", "cr": "\n"}
        plain |= {"noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
        found: dict[str, Handler] = {w(name): self._sign(sign) for name, sign in plain.items()}
        found |= {w(name): self._skip for name in ("sectPr", "tblPr", "tblGrid", "tcPr", "rPr", "tblPrEx")}
        found |= dict.fromkeys(_CHANGES, self._change)
        found |= {
            w("p"): self._paragraph,
            w("r"): self._run,
            f"{{{M}}}r": self._run,
            T: self._text,
            f"{{{M}}}t": self._text,
            w("delText"): self._deleted_text,
            w("instrText"): self._instruction,
            w("delInstrText"): self._instruction,
            w("fldSimple"): self._simple_field,
            w("fldChar"): self._field,
            w("sym"): self._symbol,
            TBL: self._table,
            TR: self._row,
            TC: self._cell,
            w("hyperlink"): self._hyperlink,
            w("footnoteReference"): self._note,
            w("endnoteReference"): self._note,
            w("commentReference"): self._comment,
            w("sdtPr"): self._properties,
            w("smartTagPr"): self._properties,
            w("customXmlPr"): self._properties,
            BDO: self._override,
            w("bookmarkStart"): self._properties,
            w("permStart"): self._properties,
            w("rt"): self._ruby,
            DRAWING: self._drawing,
            PICT: self._drawing,
            w("object"): self._drawing,
            TXBX: lambda element, path: self.boxes.append((element, path)),
            ALTERNATE: self._alternate,
        }
        return found

    def walk(self, element: Element, path: str) -> None:
        """Everything below `element`."""
        for index, below in enumerate(element):
            self.visit(below, f"{path}.{index}" if path else str(index))

    def visit(self, element: Element, path: str) -> None:
        handler = self.handlers.get(element.tag)
        if handler is not None:
            handler(element, path)
        elif known(element):
            self.walk(element, path)
        else:
            self.around.strange(self.part, element, path, self.draft)

    # -- characters

    def emit(self, text: str, path: str, whole: bool = False) -> None:
        """Visible, deleted or hidden text, or part of a field's code: whichever we are in."""
        if self.deleted:
            draft = self.side(LayerKind.DELETED)
        elif self.fields and not all(self.fields):
            draft = self.side(LayerKind.FIELD)
        elif self.hidden or self.hidden_rows:
            draft = self.side(LayerKind.HIDDEN)
        else:
            draft = self.draft
            if text.strip():
                self.seen.add(self.bold)
        if (
            self.changes is not None
            and not self.inserted
            and draft.kind in (self.draft.kind, LayerKind.DELETED)
        ):
            self.changes.append((text, path, whole, self.deleted > 0))
        if text:
            at = XmlRun(self.part, path, Span(0, 1 if whole else len(text)))
            if self.backwards is not None:
                self.backwards.append((draft, text, at))
            else:
                draft.place(text, at)

    def side(self, kind: LayerKind) -> Draft:
        """The layer of this kind that hangs here; it goes on until visible text comes between."""
        found = self.sides.get(kind)
        if found is None or found.host is None or found.host.offset != self.draft.size:
            found = self.sides[kind] = self.around.drafts.begin(kind, self.draft)
        return found

    def _sign(self, sign: str) -> Handler:
        return lambda _element, path: self.emit(sign, path, whole=True)

    def _skip(self, element: Element, path: str) -> None:
        """Properties hold no text."""

    def _text(self, element: Element, path: str) -> None:
        text = element.text or ""
        if OVERRIDE in text:
            self.around.backwards(self.part, path, len(text))
        self.emit(text, path)

    def _deleted_text(self, element: Element, path: str) -> None:
        self.deleted += 1
        self.emit(element.text or "", path)
        self.deleted -= 1

    def _symbol(self, element: Element, path: str) -> None:
        self.emit(symbol(element), path, whole=True)

    def _ruby(self, element: Element, path: str) -> None:
        self.inner(LayerKind.TEXTBOX).walk(element, path)

    def inner(self, kind: LayerKind) -> "Story":
        """A story of its own that hangs here."""
        return Story(self.around, self.part, self.around.drafts.begin(kind, self.draft))

    def _override(self, element: Element, path: str) -> None:
        """Text that is shown backwards is read as it is shown."""
        found = reading(element)
        if found is Reading.UNCLEAR:
            self.around.backwards(self.part, path)
        if found is not Reading.BACKWARDS or self.backwards is not None:
            self.walk(element, path)
            return
        self.backwards = []
        self.walk(element, path)
        pieces, self.backwards = self.backwards, None
        place_backwards(pieces)

    # -- runs, changes, fields, links

    def _run(self, element: Element, path: str) -> None:
        properties = element.find(RPR)
        character = self.around.styles.run(properties)
        bold, hidden = toggle(properties, w("b")), toggle(properties, w("vanish"))
        outer = self.bold, self.hidden
        self.bold = self.style.bold ^ character.bold if bold is None else bold
        self.hidden = self.style.hidden ^ character.hidden if hidden is None else hidden
        self.walk(element, path)
        self.bold, self.hidden = outer

    def _change(self, element: Element, path: str) -> None:
        deletion = element.tag in DELETIONS
        self.deleted += deletion
        self.inserted += not deletion
        self.walk(element, path)
        self.deleted -= deletion
        self.inserted -= not deletion

    def _simple_field(self, element: Element, path: str) -> None:
        attribute = w("instr")
        self.side(LayerKind.FIELD).add(element.get(attribute, ""), self.part, f"{path}@{attribute}")
        self.walk(element, path)

    def _field(self, element: Element, path: str) -> None:
        kind = element.get(w("fldCharType"))
        if kind == "begin":
            if len(self.fields) >= MAX_NESTED_FIELDS:
                raise LimitError(limit="nästlade fält", value="fler", allowed=MAX_NESTED_FIELDS)
            self.fields.append(False)
            self._form(element, path)
        elif kind == "separate" and self.fields:
            self.fields[-1] = True
        elif kind == "end" and self.fields:
            self.fields.pop()

    def _form(self, element: Element, path: str) -> None:
        shown = form_shown(element)
        if shown:
            fields, self.fields = self.fields, []
            self.emit(shown, path, whole=True)
            self.fields = fields
        for below, at in below_of(element, path):
            text = below.get(VAL) or ""
            if text and not text.isdecimal():
                self.side(LayerKind.FIELD).add(text, self.part, f"{at}@{VAL}")
            self.side(LayerKind.FIELD).add((below.text or "").strip(), self.part, at)

    def _instruction(self, element: Element, path: str) -> None:
        self.side(LayerKind.FIELD).add(element.text or "", self.part, path)

    def _hyperlink(self, element: Element, path: str) -> None:
        self.around.link(self.part, element, path, self.draft)
        self.walk(element, path)

    def _note(self, element: Element, path: str) -> None:
        self.emit(PICTURE, path, whole=True)
        kind = "footnotes" if element.tag == w("footnoteReference") else "endnotes"
        self.around.note(kind, element.get(w("id"), ""), self.draft)

    def _comment(self, element: Element, _path: str) -> None:
        self.around.note("comments", element.get(w("id"), ""), self.draft)

    def _properties(self, element: Element, path: str) -> None:
        for below, at in ((element, path), *below_of(element, path)):
            for attribute, text in attributes(below):
                if attribute != w("id"):
                    self.around.name(self.part, f"{at}@{attribute}", text)

    # -- drawings

    def _drawing(self, element: Element, path: str) -> None:
        self.emit(PICTURE, path, whole=True)
        self.around.graphic(self, element, path)

    def _alternate(self, element: Element, path: str) -> None:
        chosen = branch(element)
        for index, below in enumerate(element):
            at = f"{path}.{index}"
            if below is chosen:
                self.walk(below, at)
            elif below.tag == FALLBACK:
                story = self.inner(LayerKind.TEXTBOX)
                story.walk(below, at)
                story.end()
            else:
                self.around.strange(self.part, below, at, self.draft)

    # -- paragraphs and tables

    def end(self) -> None:
        """Text boxes outside any paragraph."""
        boxes, self.boxes = self.boxes, []
        for box, path in boxes:
            self.walk(box, path)

    def _flush(self) -> None:
        if self.pending is not None:
            sign, path = self.pending
            self.draft.mark(sign, self.part, path)
            self.pending = None

    def _paragraph(self, element: Element, path: str) -> None:
        if self.deleted:
            self.walk(element, path)
            self.side(LayerKind.DELETED).mark("\n", self.part, path)
            return
        self._flush()
        properties = element.find(PPR)
        outer = self.style, self.boxes
        self.style, self.boxes = self.around.styles.paragraph(properties), []
        begin = self.draft.size if self.open is None else self.open
        if self.open is None:
            self.seen = set()
        self.changes = [] if next(element.iter(*DELETIONS), None) is not None else None
        for index, below in enumerate(element):
            if below is not properties:
                self.visit(below, f"{path}.{index}")
        self._before_changes()
        if mark_deleted(properties):
            self.open = begin
        else:
            self.open = None
            label = self._label(properties)
            self.draft.block(
                begin, self.style.name, self._level(properties), self.seen == {True}, label, self.cell
            )
            self.pending = "\n", path
        boxes = self.boxes
        self.style, self.boxes = outer
        for box, at in boxes:
            self.walk(box, at)

    def _before_changes(self) -> None:
        """A word of which only a part was deleted is read whole, too, as it stood before."""
        changes, self.changes = self.changes or [], None
        if any(one[3] != two[3] and joined(one[0][-1:], two[0][:1]) for one, two in pairwise(changes)):
            draft = self.around.drafts.begin(LayerKind.DELETED, self.draft)
            for text, path, whole, _ in changes:
                (draft.mark if whole else draft.add)(text, self.part, path)

    def _level(self, properties: Element | None) -> int | None:
        direct = value(properties, w("outlineLvl"))
        if direct is None:
            return self.style.level
        return number(direct) + 1 if 0 <= number(direct, 9) < 9 else None

    def _label(self, properties: Element | None) -> str:
        place = self.around.numbering.place(properties, self.style)
        return "" if place is None else self.counter.label(place)

    def _table(self, element: Element, path: str) -> None:
        outer = self.place, self.cell, self.rows
        properties = element.find(w("tblPr"))
        if properties is not None:
            self._captions(properties, f"{path}.{element.index(properties)}")
        self.place, self.rows = (self.tables, 0, 0), Rows()
        self.tables += 1
        self.walk(element, path)
        self.place, self.cell, self.rows = outer

    def _captions(self, properties: Element, path: str) -> None:
        for index, told in enumerate(properties):
            if told.tag in (w("tblCaption"), w("tblDescription")):
                draft = self.around.drafts.begin(LayerKind.ALT_TEXT, self.draft)
                draft.add(told.get(VAL, ""), self.part, f"{path}.{index}@{VAL}")

    def _row(self, element: Element, path: str) -> None:
        table = self.place[0] if self.place is not None else 0
        properties = element.find(w("trPr"))
        self.place = table, self.rows.next(element), number(value(properties, w("gridBefore")))
        gone = child(properties, w("del")) is not None
        hidden = bool(toggle(properties, w("hidden")))
        self.deleted += gone
        self.hidden_rows += hidden
        self.walk(element, path)
        self.deleted -= gone
        self.hidden_rows -= hidden
        if self.pending is not None:
            self.pending = "\n", self.pending[1]

    def _cell(self, element: Element, path: str) -> None:
        table, row, column = self.place or (0, 0, 0)
        properties = element.find(w("tcPr"))
        gone = child(properties, w("cellDel")) is not None
        outer, self.cell = self.cell, Cell(table, row, column)
        self.deleted += gone
        self.walk(element, path)
        self.deleted -= gone
        self.cell = outer
        self.place = table, row, column + max(number(value(properties, w("gridSpan")), 1), 1)
        if self.pending is not None and not self.deleted:
            self.pending = "\t", self.pending[1]
