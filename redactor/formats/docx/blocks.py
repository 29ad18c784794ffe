"""Block redactions: paragraphs, rows, tables and text boxes that hold nothing more go; sections stay."""

from typing import Final

from redactor.domain.records import Mode
from redactor.formats.docx.edit import Edits, Outcome, merge_runs, remove_object, shows
from redactor.formats.docx.names import (
    DRAWING,
    PICT,
    PPR,
    RUN,
    SECT,
    TBL,
    TC,
    TR,
    TXBX,
    VAL,
    Element,
    P,
    T,
    child,
    toggle,
    w,
)

_BLOCKS: Final = frozenset({P, TBL})
_CODED: Final = frozenset({w("fldChar"), w("instrText"), w("bookmarkStart"), w("bookmarkEnd")})


_KEPT_BLANK: Final = (w("br"), w("fldChar"))


def remove_blocks(edits: Edits) -> None:
    """What block redactions leave empty goes."""
    for outcome in edits.outcomes:
        if outcome.holder is None and outcome.task.replacement and outcome.paragraphs:
            edits.marks |= _place(outcome)
        if outcome.task.mode is Mode.BLOCK:
            _remove(outcome)


def make_seamless(edits: Edits) -> None:
    """Every paragraph that was touched and is still there."""
    done: set[Element] = set()
    for outcome in edits.outcomes:
        for paragraph in outcome.paragraphs:
            if paragraph.getparent() is not None and paragraph not in done:
                done.add(paragraph)
                merge_runs(paragraph)


def _place(outcome: Outcome) -> set[Element]:
    """Only paragraph ends were covered: the placeholder gets a run of its own."""
    targets = [t for t in outcome.task.targets if t.attribute is None and t.element.tag == P]
    if not targets or any(t.element.tag != P for t in outcome.task.targets):
        return set()
    paragraph = outcome.paragraphs[0]
    run = paragraph.makeelement(RUN)
    text = paragraph.makeelement(T)
    text.text = outcome.task.replacement
    run.append(text)
    paragraph.append(run)
    outcome.holder = paragraph
    return {text}


def _remove(outcome: Outcome) -> None:
    holder = outcome.holder
    if holder is not None:
        _trim(holder)
    gone = [p for p in outcome.paragraphs if p is not holder and not shows(p)]
    section = _first_section(gone)
    cells: dict[Element, None] = {}
    boxes: dict[Element, None] = {}
    for paragraph in gone:
        parent = paragraph.getparent()
        if parent is None:
            continue
        if parent.tag == TC:
            cells.setdefault(parent)
        elif parent.tag == TXBX:
            boxes.setdefault(parent)
        _empty(paragraph)
    _tables(list(cells), holder)
    for paragraph in gone:
        _drop(paragraph)
    for box in boxes:
        if not shows(box):
            _drop_box(box)
    if section is not None:
        _put_section(section, holder, gone)
    if holder is not None:
        _close_up(holder)


def _close_up(holder: Element) -> None:
    """Blank paragraphs below the placeholder may have been the body's own: their number tells."""
    for below in list(holder.itersiblings()):
        properties = below.find(PPR)
        breaks = child(properties, SECT) is not None or toggle(properties, w("pageBreakBefore"))
        if below.tag != P or breaks or shows(below) or next(below.iter(*_KEPT_BLANK), None) is not None:
            return
        _drop(below)


def _trim(holder: Element) -> None:
    """Blanks and breaks after the placeholder, at the paragraph's end, are what is left of the body."""
    for run in reversed(list(holder.iter(RUN))):
        for below in reversed(list(run)):
            if below.tag == T:
                below.text = (below.text or "").rstrip()
                if below.text:
                    return
            elif below.tag in (w("tab"), w("br"), w("cr")):
                run.remove(below)
            elif below.tag != w("rPr"):
                return


def _first_section(gone: list[Element]) -> Element | None:
    """The section that ends first there is the one that what stands before belongs to."""
    for paragraph in gone:
        section = child(paragraph, PPR, SECT)
        if section is not None:
            return section
    return None


def _put_section(section: Element, holder: Element | None, gone: list[Element]) -> None:
    paragraph = holder
    while paragraph is not None and next(paragraph.iterancestors(TBL, TXBX), None) is not None:
        paragraph = None
    if paragraph is None:
        paragraph = next((p for p in gone if p.getparent() is not None), None)
    if paragraph is None:
        return
    properties = paragraph.find(PPR)
    if properties is None:
        properties = paragraph.makeelement(PPR)
        paragraph.insert(0, properties)
    if properties.find(SECT) is None:
        properties.append(section)


def _empty(paragraph: Element) -> None:
    for below in list(paragraph):
        if below.tag != PPR and below.tag not in _CODED:
            paragraph.remove(below)


def _drop(paragraph: Element) -> None:
    """Removes an emptied paragraph, but where a container, a section or two tables need one."""
    parent = paragraph.getparent()
    if parent is None:
        return
    previous, following = paragraph.getprevious(), paragraph.getnext()
    others = next(paragraph.itersiblings(P), None), next(paragraph.itersiblings(P, preceding=True), None)
    needs_one = parent.tag != w("body") and others == (None, None)
    between = _is_table(previous) and _is_table(following)
    last = parent.tag == TC and following is None and _is_table(previous)
    if not (needs_one or between or last or child(paragraph, PPR, SECT) is not None):
        parent.remove(paragraph)


def _is_table(element: Element | None) -> bool:
    return element is not None and element.tag == TBL


def _tables(cells: list[Element], holder: Element | None) -> None:
    rows = dict.fromkeys(row for cell in cells if (row := _above(cell, TR)) is not None)
    tables: dict[Element, None] = {}
    for row in rows:
        table = _above(row, TBL)
        if table is not None and not shows(row):
            tables.setdefault(table)
    # Inner tables first: an outer row is empty only when they are gone.
    for table in sorted(tables, key=lambda t: -sum(1 for _ in t.iterancestors())):
        _shrink(table, rows, holder)


def _above(element: Element, tag: str) -> Element | None:
    return next(element.iterancestors(tag), None)


def _shrink(table: Element, touched: dict[Element, None], holder: Element | None) -> None:
    rows = list(table.iterchildren(TR))
    empty = [row for row in rows if not shows(row)]
    inside = None if holder is None else next((r for r in rows if r in set(holder.iterancestors(TR))), None)
    rest = [row for row in rows if row not in empty and row is not inside]
    if not rest and holder is not None and inside is not None and _only_holder(inside, holder):
        _hoist(table, holder)
        return
    if len(empty) == len(rows):
        _drop_table(table)
        return
    for row in empty:
        if row in touched:
            _keep_merges(row)
            table.remove(row)


def _only_holder(row: Element, holder: Element) -> bool:
    shown = [p for p in row.iter(P) if shows(p)]
    return shown == [holder]


def _hoist(table: Element, holder: Element) -> None:
    table.addprevious(holder)
    _drop_table(table)


def _drop_table(table: Element) -> None:
    parent = table.getparent()
    if parent is None:
        return
    following, previous = table.getnext(), table.getprevious()
    if parent.tag == TC and following is None and not (previous is not None and previous.tag == P):
        table.addnext(table.makeelement(P))
    elif _is_table(previous) and _is_table(following):
        # Two tables that come to touch would grow together.
        table.addnext(table.makeelement(P))
    parent.remove(table)


def _keep_merges(row: Element) -> None:
    """A vertically merged cell that began in a removed row begins in the next one."""
    following = row.getnext()
    if following is None or following.tag != TR:
        return
    starts = {i for i, c in enumerate(row.iterchildren(TC)) if _merge(c) == "restart"}
    for index, cell in enumerate(following.iterchildren(TC)):
        merge = child(cell, w("tcPr"), w("vMerge"))
        if index in starts and merge is not None and _merge(cell) == "continue":
            merge.set(VAL, "restart")


def _merge(cell: Element) -> str:
    merge = child(cell, w("tcPr"), w("vMerge"))
    return "" if merge is None else merge.get(VAL, "continue")


def _drop_box(box: Element) -> None:
    """A text box emptied by a block redaction goes with its drawing, unless that shows something else."""
    drawing = next((e for e in box.iterancestors(DRAWING, PICT)), None)
    if drawing is None or any(shows(other) for other in drawing.iter(TXBX)):
        return
    if any(etag.endswith(("}blip", "}imagedata")) for etag in (str(e.tag) for e in drawing.iter())):
        return
    remove_object(drawing)
