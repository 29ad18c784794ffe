"""Takes covered characters out of elements and sets the placeholder where the first of them stood."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from redactor.domain.document import Span
from redactor.formats.docx.copy import Copy
from redactor.formats.docx.names import (
    ALTERNATE,
    CHOICE,
    DRAWING,
    PICT,
    RUN,
    SPACE,
    TXBX,
    A,
    Element,
    M,
    P,
    T,
    attributes,
    w,
)
from redactor.formats.docx.targets import Target, Task

TEXTS: Final = frozenset({T, f"{{{M}}}t", f"{{{A}}}t"})
_CODES: Final = frozenset({w("instrText"), w("fldSimple"), w("fldChar")})
_AROUND: Final = (w("hyperlink"), w("fldSimple"))
_VISIBLE: Final = frozenset(
    {w(n) for n in ("sym", "footnoteReference", "endnoteReference", "noBreakHyphen", "pgNum", "ptab")}
)
_DRAWN: Final = frozenset({DRAWING, PICT})


@dataclass(slots=True)
class Outcome:
    """What a task touched: `paragraphs` in reading order, and the one that holds the placeholder."""

    task: Task
    paragraphs: list[Element] = field(default_factory=list)
    holder: Element | None = None


@dataclass(slots=True)
class Edits:
    """All tasks carried out: the `elements` that were hit, the `links` around them, and what hit
    attributes held (`values`), and the `marks`: the `w:t` that hold placeholders."""

    outcomes: list[Outcome] = field(default_factory=list)
    elements: set[Element] = field(default_factory=set)
    links: set[Element] = field(default_factory=set)
    values: set[str] = field(default_factory=set, repr=False)
    marks: set[Element] = field(default_factory=set, repr=False)


@dataclass(slots=True)
class _Cuts:
    spans: list[tuple[int, int, str]] = field(default_factory=list)


def carry_out(copy: Copy, tasks: Iterable[Task]) -> Edits:
    """Removes what the tasks cover. Elements that sanitizing dropped are gone already."""
    edits = Edits()
    roots = set(copy.roots.values())
    texts: dict[Element, _Cuts] = {}
    values: dict[tuple[Element, str], _Cuts] = {}
    objects: list[tuple[Element, str]] = []
    for task in tasks:
        outcome = Outcome(task)
        edits.outcomes.append(outcome)
        live = [target for target in task.targets if _top(target.element) in roots]
        left = task.replacement
        for target in live:
            element = target.element
            if target.attribute is not None:
                edits.values.add(element.get(target.attribute, ""))
                values.setdefault((element, target.attribute), _Cuts()).spans.append(_span(target, left))
                left = ""
            elif element.tag in _CODES:
                edits.elements.add(element)
            elif element.tag in TEXTS:
                span = Span(0, max(len(element.text or ""), 1)) if element in copy.formed else target.span
                texts.setdefault(element, _Cuts()).spans.append((span.start, span.end, left))
                left = _placed(outcome, element, left)
            elif element.tag != P:
                objects.append((element, left))
                left = _placed(outcome, element, left)
            edits.elements.add(element)
            edits.links |= set(element.iterancestors(*_AROUND))
        outcome.paragraphs = _paragraphs(live)
    for element, cuts in texts.items():
        edits.marks |= _cut_text(element, cuts)
    for (element, name), cuts in values.items():
        # A style's id is also written where it is used: tidy.styles gives it another everywhere.
        if element.get(name) is not None and element.tag != w("style"):
            element.set(name, "".join(pieces(element.get(name, ""), cuts.spans)))
    for element, replacement in objects:
        edits.marks |= _take(element, replacement)
    return edits


def _placed(outcome: Outcome, element: Element, left: str) -> str:
    if left:
        outcome.holder = paragraph_of(element)
    return ""


def _span(target: Target, replacement: str) -> tuple[int, int, str]:
    return target.span.start, target.span.end, replacement


def _cut_text(element: Element, cuts: _Cuts) -> set[Element]:
    """The elements that hold the placeholders."""
    keep = element.get(SPACE) == "preserve" or element.tag != T
    parts = pieces(element.text or "", cuts.spans)
    if element.tag != T:
        element.text = "".join(parts)
        return set()
    element.text = parts[0]
    marks: set[Element] = set()
    last = element
    for index, part in enumerate(parts[1:]):
        if part:
            text = element.makeelement(T)
            text.text = part
            last.addnext(text)
            last = text
            marks |= {text} if index % 2 == 0 else set()
    for text in (element, *element.itersiblings(T)):
        if keep or text.text != (text.text or "").strip():
            text.set(SPACE, "preserve")
        if text is last:
            break
    return marks


def pieces(text: str, spans: list[tuple[int, int, str]]) -> list[str]:
    """Kept text, replacement, kept text … : `text` with each span replaced."""
    found: list[str] = [""]
    at = 0
    for start, end, replacement in sorted(spans):
        found[-1] += text[at : max(start, at)]
        # Places covered twice (by two layers that show the same text) get one placeholder.
        if replacement and start >= at:
            found += (replacement, "")
        at = max(at, end)
    found[-1] += text[at:]
    return found


def _take(element: Element, replacement: str) -> set[Element]:
    """Removes a sign or an object; a drawing whose text box still shows text stays."""
    kept = element.tag in _DRAWN and any(shows(box) for box in element.iter(TXBX))
    marks: set[Element] = set()
    if replacement and element.getparent() is not None:
        sign = element.makeelement(T)
        sign.text = replacement
        element.addprevious(sign)
        marks.add(sign)
    if not kept:
        remove_object(element)
    return marks


def remove_object(element: Element) -> None:
    """Removes an object with the mc:AlternateContent that holds nothing but it."""
    parent = element.getparent()
    if parent is None:
        return
    parent.remove(element)
    if parent.tag in (CHOICE, ALTERNATE) and len(parent) == 0:
        remove_object(parent)


def _paragraphs(live: list[Target]) -> list[Element]:
    found: dict[Element, None] = {}
    for target in live:
        paragraph = paragraph_of(target.element)
        if paragraph is not None and target.attribute is None:
            found.setdefault(paragraph)
    return list(found)


def paragraph_of(element: Element) -> Element | None:
    """The paragraph an element is or stands in."""
    if element.tag == P:
        return element
    return next(element.iterancestors(P), None)


def shows(element: Element) -> bool:
    """Is there anything to see in it? Blanks, tabs and breaks are nothing."""
    for below in element.iter():
        if below.tag in TEXTS:
            if (below.text or "").strip():
                return True
        elif below.tag in _VISIBLE or below.tag in _DRAWN:
            return True
    return False


def _top(element: Element) -> Element:
    top = element
    for above in element.iterancestors():
        top = above
    return top


def merge_runs(paragraph: Element) -> None:
    """Drops runs and wrappers left empty, and joins neighbours of one formatting: no trace of a cut."""
    for element in list(paragraph.iter(RUN, f"{{{M}}}r")):
        _drop_empty_texts(element)
        if not any(below.tag not in (w("rPr"), f"{{{M}}}rPr") for below in element):
            remove_upwards(element, paragraph)
    for parent in {run.getparent() for run in paragraph.iter(RUN)}:
        if parent is not None:
            _join(parent)


def _drop_empty_texts(run: Element) -> None:
    for text in list(run.iterchildren(*TEXTS)):
        if not text.text:
            run.remove(text)


_SHELLS: Final = frozenset({w(n) for n in ("hyperlink", "fldSimple", "bdo", "dir")}) | {f"{{{M}}}oMath"}


def remove_upwards(element: Element, limit: Element) -> None:
    """Removes an element, and the wrappers that hold nothing but it."""
    parent = element.getparent()
    if parent is None:
        return
    parent.remove(element)
    if parent is not limit and parent.tag in _SHELLS and not shows(parent):
        remove_upwards(parent, limit)


def _join(parent: Element) -> None:
    previous: Element | None = None
    for run in list(parent):
        if run.tag != RUN:
            previous = None
            continue
        if previous is not None and _signature(previous) == _signature(run):
            for below in list(run):
                if below.tag != w("rPr"):
                    previous.append(below)
            parent.remove(run)
        else:
            previous = run
    for run in parent.findall(RUN):
        _join_texts(run)


def _join_texts(run: Element) -> None:
    previous: Element | None = None
    for text in list(run):
        if text.tag != T:
            previous = None
            continue
        if previous is not None:
            previous.text = (previous.text or "") + (text.text or "")
            run.remove(text)
        else:
            previous = text
        _preserve(previous)


def _preserve(text: Element) -> None:
    # Decided on the kept text alone, whatever the source said.
    content = text.text or ""
    if content != content.strip() or "  " in content:
        text.set(SPACE, "preserve")
    elif SPACE in text.attrib:
        del text.attrib[SPACE]


def _signature(run: Element) -> tuple[object, ...]:
    properties = run.find(w("rPr"))
    return tuple(sorted(attributes(run))), None if properties is None else signature(properties)


def signature(element: Element) -> tuple[object, ...]:
    """Equal for elements that say the same."""
    return element.tag, tuple(sorted(attributes(element))), tuple(signature(below) for below in element)
