"""Fields that repeat text from elsewhere (REF, STYLEREF …): what they repeat of removed text goes, too."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from redactor.domain.document import Span
from redactor.domain.folding import squash
from redactor.domain.records import PLACEHOLDER, Mode
from redactor.formats.docx.copy import Copy
from redactor.formats.docx.edit import TEXTS, paragraph_of
from redactor.formats.docx.fields import SIMPLE, Field
from redactor.formats.docx.names import Element, P, w
from redactor.formats.docx.targets import Target, Task

_INSTEAD: Final = f"[{PLACEHOLDER}]"
_START: Final = w("bookmarkStart")
_END: Final = w("bookmarkEnd")
_TOKEN: Final = re.compile(r'"([^"]{0,500})"|([^\s"]{1,200})')
_TARGETED: Final = frozenset({"REF", "NOTEREF", "PAGEREF", "FTNREF"})
_NUMBERS: Final = frozenset({"\\n", "\\r", "\\w", "\\p", "\\t"})
_NUMBER: Final = re.compile(
    r"[0-9]{1,4}|[ivxlcdm]{1,7}|[a-zåäö]|ovan|nedan|above|below|på|sidan?|on|page", re.I
)
_PARTS: Final = 6
"""Numbers and words of the longest paragraph number."""
_UNNAMED: Final = frozenset(
    {
        "PAGE",
        "NUMPAGES",
        "SECTION",
        "SECTIONPAGES",
        "TOC",
        "SEQ",
        "HYPERLINK",
        "DATE",
        "TIME",
        "AUTHOR",
        "TITLE",
    }
)
"""Fields that a bookmark of the same name does not turn into a reference."""
_SHORTEST: Final = 4
"""Letters and digits; what is shorter in a heading is no repetition."""


@dataclass(frozen=True, slots=True)
class _Reference:
    """A field's code, as words, and the elements that its result consists of."""

    words: tuple[str, ...] = field(repr=False)
    result: tuple[Element, ...] = field(repr=False)

    @property
    def text(self) -> str:
        return "".join(e.text or "" for e in self.result if e.tag in TEXTS)

    @property
    def number(self) -> bool:
        """Is only a number shown: a page, a note, a paragraph?"""
        asked = self.words[0] in ("PAGEREF", "NOTEREF", "FTNREF") or not _NUMBERS.isdisjoint(self.words)
        parts = re.findall(r"\w+", self.text)
        return asked and len(parts) <= _PARTS and all(_NUMBER.fullmatch(part) for part in parts)


def repeated(
    copy: Copy, tasks: Sequence[Task], fields: Iterable[tuple[Element, list[Field]]]
) -> tuple[Task, ...]:
    """`tasks`, and one for each field whose result repeats what they remove.

    A result is replaced as a whole and by a constant: it may repeat all that its bookmark held. Numbers
    of pages, notes and paragraphs stay; they are kept where they are shown, too.
    """
    references = [r for root, found in fields for r in _references(root, found)]
    if not references:
        return tuple(tasks)
    touched = {target.element for task in tasks for target in task.targets if target.attribute is None}
    names = _touched_bookmarks(copy, touched)
    removed = _removed(tasks)
    covered = _covered(tasks)
    shown = [r for r in references if any(e.tag in TEXTS and e.text and e not in covered for e in r.result)]
    hit = [r for r in shown if _points(r, names) or _repeats(r, removed)]
    if not hit:
        return tuple(tasks)
    taken = {element for reference in hit for element in reference.result}
    left = (replace(t, targets=tuple(x for x in t.targets if x.element not in taken)) for t in tasks)
    return (*(task for task in left if task.targets), *(_task(reference) for reference in hit))


def _references(root: Element, found: list[Field]) -> Iterable[_Reference]:
    for one in found:
        yield _Reference(_words(one.instruction()), tuple(one.result))
    for simple in root.iter(SIMPLE):
        yield _Reference(_words(simple.get(w("instr"), "")), tuple(simple.iter(*TEXTS)))


def _words(code: str) -> tuple[str, ...]:
    words = [quoted or bare for quoted, bare in _TOKEN.findall(code)]
    return (words[0].upper(), *words[1:]) if words else ("",)


def _touched_bookmarks(copy: Copy, touched: set[Element]) -> set[str]:
    """Bookmarks, in lower case, within which something is removed, or that mark a place beside it."""
    paragraphs = {paragraph_of(element) for element in touched}
    names: set[str] = set()
    for _, root in copy.stories():
        open_names: dict[str, str] = {}
        for element in root.iter():
            if element.tag == _START:
                name = element.get(w("name"), "").lower()
                open_names[element.get(w("id"), "")] = name
                following = element.getnext()
                if following is not None and following.tag == _END and paragraph_of(element) in paragraphs:
                    names.add(name)
            elif element.tag == _END:
                open_names.pop(element.get(w("id"), ""), None)
            elif element in touched and element.tag != P:
                names |= set(open_names.values())
                open_names.clear()
    return names - {""}


def _removed(tasks: Iterable[Task]) -> set[str]:
    """The text that each task removes from each paragraph, squashed."""
    found: set[str] = set()
    for task in tasks:
        paragraphs: dict[Element | None, list[str]] = {}
        for target in task.targets:
            if target.attribute is None and target.element.tag in TEXTS:
                text = target.span.cut(target.element.text or "")
                paragraphs.setdefault(paragraph_of(target.element), []).append(text)
        found |= {_squashed("".join(texts)) for texts in paragraphs.values()}
    return {text for text in found if len(text) >= _SHORTEST}


def _squashed(text: str) -> str:
    return "".join(c for c in squash(text).text if c.isalnum())


def _covered(tasks: Iterable[Task]) -> set[Element]:
    """Text elements that are removed whole."""
    found: Counter[Element] = Counter()
    for task in tasks:
        for target in task.targets:
            if target.attribute is None:
                found[target.element] += len(target.span)
    return {element for element, size in found.items() if size >= len(element.text or "")}


def _points(reference: _Reference, names: set[str]) -> bool:
    words = reference.words
    if words[0] in _UNNAMED:
        return False
    name = words[1] if words[0] in _TARGETED and len(words) > 1 else words[0]
    return name.lower() in names and not reference.number


def _repeats(reference: _Reference, removed: set[str]) -> bool:
    """STYLEREF names no place: its text is compared."""
    if reference.words[0] != "STYLEREF" or reference.number:
        return False
    shown = _squashed(reference.text)
    return shown in removed or shown.lstrip("0123456789") in removed


def _task(reference: _Reference) -> Task:
    targets = (Target(e, None, Span(0, max(len(e.text or ""), 1))) for e in reference.result)
    return Task(tuple(targets), _INSTEAD, Mode.INLINE)
