"""Placeholders look like the kept text around them: nothing shows how the removed text was formatted."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from copy import deepcopy
from typing import Final

from lxml import etree

from redactor.formats.docx.copy import Copy
from redactor.formats.docx.edit import paragraph_of, signature
from redactor.formats.docx.names import PPR, RPR, RUN, Element, P, T, child, value, w

_USUAL: Final = frozenset(w(n) for n in ("rFonts", "b", "bCs", "i", "iCs", "caps", "color", "sz", "szCs"))
"""What a placeholder alone in its paragraph takes from other paragraphs of the same style."""


def dress(copy: Copy, marks: set[Element]) -> None:
    """Each of `marks` (the `w:t` that hold placeholders) gets the formatting of the kept run before it in
    its paragraph, else of the one after it, else what is usual for the paragraph's style in the copy."""
    touched: dict[Element, None] = {}
    for mark in marks:
        paragraph = paragraph_of(mark)
        if paragraph is not None:
            touched.setdefault(paragraph)
    usual = _Usual(copy, marks)
    for paragraph in touched:
        texts = [t for t in paragraph.iter(T) if paragraph_of(t) is paragraph]
        after = _sources(reversed(texts), marks)
        for mark, before in _sources(texts, marks).items():
            source = after[mark] if before is None else before
            if source is None:
                _isolate(mark, usual.of(paragraph))
            elif source is not mark.getparent():
                _isolate(mark, source.find(RPR))


def _sources(texts: Iterable[Element], marks: set[Element]) -> dict[Element, Element | None]:
    """For each mark the nearest run with kept text that came before it, None when none did."""
    found: dict[Element, Element | None] = {}
    last: Element | None = None
    for text in texts:
        if text in marks:
            found[text] = last
        elif _speaks(text):
            last = text.getparent()
    return found


def _speaks(text: Element) -> bool:
    """Words of running text: no link, no raised number."""
    run = text.getparent()
    if run is None or run.tag != RUN or not any(c.isalnum() for c in text.text or ""):
        return False
    raised = child(run, RPR, w("vertAlign")) is not None
    return not raised and next(run.iterancestors(w("hyperlink"), P), run).tag != w("hyperlink")


def _isolate(mark: Element, properties: Element | None) -> None:
    """Puts the mark into a run of its own with a copy of `properties`."""
    run = mark.getparent()
    if run is None or run.tag != RUN:
        return
    after = list(mark.itersiblings())
    own = _run(run, properties)
    own.append(mark)
    run.addnext(own)
    if after:
        rest = _run(run, run.find(RPR))
        rest.extend(after)
        own.addnext(rest)
    if all(below.tag == RPR for below in run):
        above = run.getparent()
        if above is not None:
            above.remove(run)


def _run(like: Element, properties: Element | None) -> Element:
    made = like.makeelement(RUN)
    if properties is not None and len(properties):
        made.append(deepcopy(properties))
    return made


class _Usual:
    """The most common formatting of kept words, by paragraph style; looked up when first needed."""

    def __init__(self, copy: Copy, marks: set[Element]) -> None:
        self._copy = copy
        self._marks = marks
        self._found: dict[str, Element] | None = None

    def of(self, paragraph: Element) -> Element | None:
        if self._found is None:
            self._found = self._count()
        return self._found.get(_style(paragraph))

    def _count(self) -> dict[str, Element]:
        counts: dict[str, Counter[object]] = defaultdict(Counter)
        examples: dict[object, Element] = {}
        for _, root in self._copy.stories():
            for text in root.iter(T):
                paragraph = paragraph_of(text)
                if text in self._marks or paragraph is None or not _speaks(text):
                    continue
                properties = _reduced(child(text.getparent(), RPR))
                key = signature(properties)
                examples.setdefault(key, properties)
                counts[_style(paragraph)][key] += len(text.text or "")
        return {style: examples[found.most_common(1)[0][0]] for style, found in counts.items()}


def _style(paragraph: Element) -> str:
    return value(paragraph, PPR, w("pStyle")) or ""


def _reduced(properties: Element | None) -> Element:
    kept = etree.Element(RPR) if properties is None else deepcopy(properties)
    for below in list(kept):
        if below.tag not in _USUAL:
            kept.remove(below)
    return kept
