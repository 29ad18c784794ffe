"""Fields stay when their code is understood and nothing in them was hit; else only their result stays."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from redactor.errors import LimitError
from redactor.formats.docx.names import RUN, SPACE, TXBX, Element, T, unwrap, w
from redactor.formats.docx.story import MAX_NESTED_FIELDS

FLD: Final = w("fldChar")
INSTR: Final = w("instrText")
SIMPLE: Final = w("fldSimple")
_TYPE: Final = w("fldCharType")

_TOKEN: Final = re.compile(r'"[^"]{0,500}"|[^\s"]{1,200}')
_FORMAT: Final = re.compile(
    r"\\\*|MERGEFORMAT|CHARFORMAT|Arabic|roman|ROMAN|Roman|alphabetic|ALPHABETIC", re.ASCII
)
_SWITCH: Final = re.compile(r"\\[a-z]", re.ASCII)
_RANGE: Final = re.compile(r'"[1-9]-[1-9]"')
_BOOKMARK: Final = re.compile(r"[^\W\d][\w.]{0,60}")
_PAGES: Final = frozenset({"PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES"})
_REFERENCES: Final = frozenset({"PAGEREF", "REF", "NOTEREF"})
_LOOSE: Final = frozenset({"TOC"})
"""Fields that may stay when something in their result is replaced: they are made anew from the text."""


@dataclass(slots=True)
class Field:
    """A complex field. `code` are the elements between its begin and its separator."""

    begin: Element
    separate: Element | None = None
    end: Element | None = None
    code: list[Element] = field(default_factory=list)
    result: list[Element] = field(default_factory=list)

    def instruction(self) -> str:
        return "".join(e.text or "" for e in self.code if e.tag == INSTR)

    def live(self, root: Element) -> bool:
        """Are all its ends still in the story?"""
        ends = [self.begin, self.end, *([] if self.separate is None else [self.separate])]
        return all(e is not None and _root(e) is root for e in ends)


def fields_of(container: Element) -> list[Field]:
    """The complex fields of one story, matched; ends without a beginning are removed."""
    found: list[Field] = []
    open_fields: dict[Element, list[Field]] = {}
    for element in list(container.iter(FLD, INSTR, T, w("tab"), w("sym"), w("drawing"))):
        home = next((a for a in element.iterancestors(TXBX)), container)
        stack = open_fields.setdefault(home, [])
        kind = element.get(_TYPE) if element.tag == FLD else None
        if kind == "begin":
            if len(stack) >= MAX_NESTED_FIELDS:
                raise LimitError(limit="nästlade fält", value="fler", allowed=MAX_NESTED_FIELDS)
            _enter(stack, element)
            stack.append(Field(element))
            found.append(stack[-1])
        elif kind == "separate" and stack:
            stack[-1].separate = element
            _enter(stack[:-1], element)
        elif kind == "end" and stack:
            stack.pop().end = element
            _enter(stack, element)
        elif kind is not None or (element.tag == INSTR and not stack):
            _take_out(element)
        else:
            _enter(stack, element)
    return found


def _enter(stack: Iterable[Field], element: Element) -> None:
    for outer in stack:
        (outer.code if outer.separate is None else outer.result).append(element)


@dataclass(frozen=True, slots=True)
class Limits:
    """What makes a field plain text: `touched` elements were redacted or stand around what was, `flat`
    types may not stay, `missing` bookmarks (lower case) are gone."""

    touched: set[Element]
    flat: frozenset[str]
    missing: frozenset[str]

    def allow(self, code: str) -> bool:
        """May a field with this code stay?"""
        return bool(code) and _type(code) not in self.flat and bookmark_of(code).lower() not in self.missing


def settle(root: Element, found: list[Field], limits: Limits) -> None:
    """Keeps the fields that may stay, with their code written anew; flattens the rest."""
    for one in reversed(found):
        code = rebuilt(one.instruction())
        loose = _type(code) in _LOOSE
        hit = any(e in limits.touched for e in (one.code if loose else (*one.code, *one.result)))
        nested = any(e.tag != INSTR and _root(e) is root for e in one.code)
        if hit or nested or not limits.allow(code) or not one.live(root):
            _flatten(one)
        else:
            _write(one, code)
    for simple in list(root.iter(SIMPLE)):
        code = rebuilt(simple.get(w("instr"), ""))
        if limits.allow(code) and simple not in limits.touched:
            simple.set(w("instr"), f" {code} ")
        else:
            unwrap(simple)


def _type(code: str) -> str:
    return code.split(" ", 1)[0]


def _write(one: Field, code: str) -> None:
    live = [e for e in one.code if e.tag == INSTR]
    for extra in live[1:]:
        _take_out(extra)
    live[0].text = f" {code} "
    live[0].set(SPACE, "preserve")


def _flatten(one: Field) -> None:
    ends = [
        one.begin,
        *([one.separate] if one.separate is not None else []),
        *([one.end] if one.end is not None else []),
    ]
    for element in (*one.code, *ends):
        _take_out(element)


def _take_out(element: Element) -> None:
    run = element.getparent()
    if run is None:
        return
    run.remove(element)
    above = run.getparent()
    if run.tag == RUN and above is not None and all(e.tag == w("rPr") for e in run):
        above.remove(run)


def _root(element: Element) -> Element:
    top = element
    for above in element.iterancestors():
        top = above
    return top


def rebuilt(instruction: str) -> str:
    """A field's code made of words that are understood; "" when it holds anything else."""
    tokens = [str(token) for token in _TOKEN.findall(instruction)]
    if not tokens:
        return ""
    word, rest = tokens[0].upper(), list(tokens[1:])
    if word in _PAGES and all(_FORMAT.fullmatch(t) for t in rest):
        return " ".join((word, *rest))
    if word in _REFERENCES and rest and _BOOKMARK.fullmatch(rest[0]):
        tail = rest[1:]
        if all(_SWITCH.fullmatch(t) or _FORMAT.fullmatch(t) for t in tail):
            return " ".join((word, *rest))
    if (
        word == "SEQ"
        and rest
        and re.fullmatch(r"Tabell|Figur|Bild|Diagram|Table|Figure|Equation|Ekvation", rest[0])
    ):
        return " ".join((word, *rest)) if all(_FORMAT.fullmatch(t) for t in rest[1:]) else ""
    if word == "TOC" and all(_SWITCH.fullmatch(t) or _RANGE.fullmatch(t) for t in rest):
        return " ".join((word, *rest))
    if word == "HYPERLINK" and len(rest) >= 2 and rest[0] == "\\l":
        name = rest[1].strip('"')
        if _BOOKMARK.fullmatch(name) and all(_SWITCH.fullmatch(t) for t in rest[2:]):
            return f'HYPERLINK \\l "{name}"'
    return ""


def bookmark_of(code: str) -> str:
    """The bookmark that a rebuilt code refers to, "" when none."""
    tokens = [str(token) for token in _TOKEN.findall(code)]
    if tokens and tokens[0] in _REFERENCES:
        return tokens[1]
    if tokens and tokens[0] == "HYPERLINK":
        return tokens[2].strip('"')
    return ""


def types_in(found: list[Field]) -> frozenset[str]:
    """The types of fields, as their codes' first words."""
    return frozenset(f.instruction().split()[0].upper() for f in found if f.instruction().split())
