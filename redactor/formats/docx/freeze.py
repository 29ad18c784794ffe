"""Automatic numbers and note numbers that stand after something removed stay as they were."""

from copy import deepcopy
from dataclasses import dataclass, field, replace
from typing import Final

from redactor.formats.docx.copy import Copy, story_elements
from redactor.formats.docx.names import PPR, SECT, VAL, Element, P, T, child, number, value, w
from redactor.formats.docx.numbering import LEVELS, Counter, Numbering, Place, formatted, numbering_of
from redactor.formats.docx.styles import Styles, styles_of

_ORDER: Final = tuple(
    w(name)
    for name in (
        *("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr"),
        *("suppressLineNumbers", "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap"),
        *("overflowPunct", "topLinePunct", "autoSpaceDE", "autoSpaceDN", "bidi", "adjustRightInd"),
        *("snapToGrid", "spacing", "ind"),
    )
)
_REFERENCES: Final = {"footnotes": w("footnoteReference"), "endnotes": w("endnoteReference")}
_CUSTOM: Final = w("customMarkFollows")


@dataclass(slots=True)
class Shown:
    """What the document showed before anything was removed."""

    counts: dict[Element, tuple[int, ...]] = field(repr=False)
    notes: dict[Element, str] = field(repr=False)


def shown(copy: Copy) -> Shown:
    """Numbers of paragraphs and notes as they are now."""
    styles, numbering = styles_of(copy.of("styles")), numbering_of(copy.of("numbering"))
    counts: dict[Element, tuple[int, ...]] = {}
    for _, root in copy.stories():
        for story in story_elements(root):
            counter = Counter(numbering)
            for paragraph in story.iter(P):
                place = _place(paragraph, styles, numbering)
                if place is not None:
                    counts[paragraph] = counter.next(place)
    return Shown(counts, _note_marks(copy))


def _place(paragraph: Element, styles: Styles, numbering: Numbering) -> Place | None:
    properties = paragraph.find(PPR)
    return numbering.place(properties, styles.paragraph(properties))


def freeze(copy: Copy, before: Shown) -> None:
    """Restarts lists, and writes note numbers out, where they would now count otherwise."""
    root = copy.of("numbering")
    if root is not None and before.counts:
        styles = styles_of(copy.of("styles"))
        for _, part in copy.stories():
            for story in story_elements(part):
                _Lists(root, styles, copy.of("styles"), before.counts).freeze(story)
    _freeze_notes(copy, before.notes)


class _Lists:
    def __init__(
        self, root: Element, styles: Styles, sheet: Element | None, counts: dict[Element, tuple[int, ...]]
    ) -> None:
        self.root = root
        self.styles = styles
        self.sheet = sheet
        self.expected = counts
        self.numbering = numbering_of(root)
        self.counter = Counter(self.numbering)
        self.moved: dict[str, str] = {}
        self.made: dict[str, set[int]] = {}

    def freeze(self, story: Element) -> None:
        """Later paragraphs of a list that was cut move to a new list that begins at their number."""
        for paragraph in story.iter(P):
            place = _place(paragraph, self.styles, self.numbering)
            if place is None:
                continue
            moved = replace(place, list=self.moved.get(place.list, place.list))
            wanted = self.expected.get(paragraph)
            if wanted is None:
                continue
            level = self.numbering.lists[moved.list].levels[moved.level]
            assumed = moved.level in self.made.get(moved.list, set())
            if not assumed and self.counter.next(moved) == wanted:
                if moved.list != place.list:
                    self._point(paragraph, moved)
            elif level.format not in ("bullet", "none"):
                fresh = self._begin(place, moved.list, wanted)
                self.counter.next(fresh)
                self._point(paragraph, fresh)
            # A level that a new list has shown itself counts on from there.
            self.made.get(self.moved.get(place.list, ""), set()).discard(place.level)

    def _begin(self, place: Place, source: str, wanted: tuple[int, ...]) -> Place:
        identifier = str(_highest(self.root, "num", "numId") + 1)
        abstract = str(_highest(self.root, "abstractNum", "abstractNumId") + 1)
        old = self.numbering.lists[source]
        original = next(
            e for e in self.root.iterchildren(w("abstractNum")) if e.get(w("abstractNumId")) == old.abstract
        )
        copied = deepcopy(original)
        copied.set(w("abstractNumId"), abstract)
        for name in ("pStyle", "styleLink", "numStyleLink"):
            for linked in list(copied.iter(w(name))):
                above = linked.getparent()
                if above is not None:
                    above.remove(linked)
        _start_higher(copied, wanted[:-1])
        last = self.root.findall(w("abstractNum"))[-1]
        last.addnext(copied)
        number_element = self.root.makeelement(w("num"), {w("numId"): identifier})
        reference = number_element.makeelement(w("abstractNumId"), {VAL: abstract})
        number_element.append(reference)
        for level, count in enumerate(wanted):
            override = number_element.makeelement(w("lvlOverride"), {w("ilvl"): str(level)})
            override.append(override.makeelement(w("startOverride"), {VAL: str(count)}))
            number_element.append(override)
        self.root.findall(w("num"))[-1].addnext(number_element)
        overrides = (*wanted, *[None] * (LEVELS - len(wanted)))
        levels = tuple(
            replace(level, start=wanted[at]) if at < place.level else level
            for at, level in enumerate(old.levels)
        )
        self.numbering.lists[identifier] = replace(old, abstract=abstract, levels=levels, overrides=overrides)
        self.moved[place.list] = identifier
        # Word and LibreOffice disagree on what follows a level that was never shown: don't rely on it.
        self.made[identifier] = set(range(place.level))
        return Place(identifier, place.level)

    def _point(self, paragraph: Element, place: Place) -> None:
        properties = paragraph.find(PPR)
        if properties is None:
            properties = paragraph.makeelement(PPR)
            paragraph.insert(0, properties)
        numbering = properties.find(w("numPr"))
        if numbering is None:
            numbering = properties.makeelement(w("numPr"))
            insert_ordered(properties, numbering)
            self._keep_indent(properties)
        for below in list(numbering):
            numbering.remove(below)
        numbering.append(numbering.makeelement(w("ilvl"), {VAL: str(place.level)}))
        numbering.append(numbering.makeelement(w("numId"), {VAL: place.list}))

    def _keep_indent(self, properties: Element) -> None:
        """A direct number brings its level's indent, which a style's own indent had overruled."""
        if self.sheet is None or properties.find(w("ind")) is not None:
            return
        wanted = value(properties, w("pStyle"))
        sheet = {e.get(w("styleId"), ""): e for e in self.sheet.iterchildren(w("style"))}
        for _ in range(LEVELS):
            style = sheet.get(wanted or "")
            indent = child(style, PPR, w("ind"))
            if indent is not None:
                insert_ordered(properties, deepcopy(indent))
                return
            wanted = value(style, w("basedOn"))


def _start_higher(abstract: Element, counts: tuple[int, ...]) -> None:
    """LibreOffice takes the count of a level that is not shown from its start, not from an override."""
    for level in abstract.iterchildren(w("lvl")):
        at = number(level.get(w("ilvl")), LEVELS)
        if at < len(counts):
            for start in list(level.iterchildren(w("start"))):
                level.remove(start)
            level.insert(0, level.makeelement(w("start"), {VAL: str(counts[at])}))


def insert_ordered(properties: Element, element: Element) -> None:
    """Inserts a child of `w:pPr` where the schema wants it."""
    before = set(_ORDER[: _ORDER.index(str(element.tag))])
    at = 0
    for index, below in enumerate(properties):
        if below.tag in before:
            at = index + 1
    properties.insert(at, element)


def _highest(root: Element, name: str, attribute: str) -> int:
    return max((number(e.get(w(attribute))) for e in root.iterchildren(w(name))), default=0)


def _note_marks(copy: Copy) -> dict[Element, str]:
    """The number that each automatic note reference shows; none where they restart on each page."""
    found: dict[Element, str] = {}
    document = copy.of("document")
    if document is None:
        return found
    settings = copy.of("settings")
    for kind, tag in _REFERENCES.items():
        name = kind[:-1] + "Pr"
        marks: dict[Element, str] = {}
        count = 0
        waiting: list[Element] = []
        for element in document.iter(tag, SECT):
            if element.tag == tag:
                waiting.append(element)
                continue
            rule = _NoteRule(child(element, w(name)), child(settings, w(name)), kind)
            if rule.restart == "eachPage":
                return {}
            count = rule.start - 1 if rule.restart == "eachSect" or not marks else count
            for reference in waiting:
                if reference.get(_CUSTOM) is None:
                    count += 1
                    marks[reference] = formatted(count, rule.format)
            waiting = []
        found |= marks
    return found


class _NoteRule:
    def __init__(self, section: Element | None, settings: Element | None, kind: str) -> None:
        def said(name: str) -> str | None:
            return value(section, w(name)) or value(settings, w(name))

        self.start = number(said("numStart"), 1)
        self.restart = said("numRestart") or "continuous"
        self.format = said("numFmt") or ("decimal" if kind == "footnotes" else "lowerRoman")


def _freeze_notes(copy: Copy, before: dict[Element, str]) -> None:
    document = copy.of("document")
    if document is None:
        return
    for kind, tag in _REFERENCES.items():
        root = copy.of(kind)
        live = list(document.iter(tag))
        if len(live) == sum(1 for e in before if e.tag == tag):
            continue
        after = _note_marks(copy)
        notes = {} if root is None else {note.get(w("id")): note for note in root}
        for reference in live:
            mark = before.get(reference)
            if mark is not None and after.get(reference) != mark:
                _write_mark(reference, notes.get(reference.get(w("id"))), mark)


def _write_mark(reference: Element, note: Element | None, mark: str) -> None:
    reference.set(_CUSTOM, "1")
    sign = reference.makeelement(T)
    sign.text = mark
    reference.addnext(sign)
    if note is not None:
        for own in list(note.iter(w("footnoteRef"), w("endnoteRef"))):
            own.tag = T
            own.text = mark
