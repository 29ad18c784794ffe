"""The text of one XML part, in every way a reader could see it: over runs, hidden, in attributes.

Parsed with lxml, comments and processing instructions kept. A paragraph inside a paragraph (a text box,
a fallback, ruby) is a line of its own, so that the outer one reads whole.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from redactor.errors import LeakError
from redactor.verify.docx.vocabulary import is_vocabulary
from redactor.verify.encodings import PART

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

_PARAGRAPHS = frozenset({f"{_W}p", f"{_A}p", f"{_W}rt", f"{_MC}Fallback"})
_SHOWN = frozenset({f"{_W}t", f"{_A}t", f"{_M}t"})
_SIGNS = {
    f"{_W}br": "\n",
    f"{_W}cr": "\n",
    f"{_W}ptab": "\t",
    f"{_W}noBreakHyphen": "-",
    f"{_A}br": "\n",
}
_TAB = f"{_W}tab"
_SYM = f"{_W}sym"
_RUN = f"{_W}r"
_PLAIN_VALUE = re.compile(r"[a-z][A-Za-z0-9]{0,20}|-?[0-9.]{1,5}|[0-9A-F]{6}")
"""An enumeration's word, a small number or a colour: looked at once, not wherever it stands."""
_SPOKEN_VALUE = re.compile(r"[^\W\d_]{2}|[0-9]{6}[-+ ][0-9]{4}")


@dataclass(frozen=True, slots=True)
class PartText:
    """`shown` stands on the page; `others` does not (instructions, deleted text, anything else).

    `whole` is paragraphs that have both, in order; `attributes` are the values, `spoken_attributes` those
    that hold words; `notes` are comments and processing instructions.
    """

    shown: str = field(repr=False)
    others: str = field(repr=False)
    whole: str = field(repr=False)
    attributes: str = field(repr=False)
    spoken_attributes: str = field(repr=False)
    notes: str = field(repr=False)


class _Paragraph:
    """Text of one paragraph as it gathers; the lines are reserved at its beginning to keep the order."""

    __slots__ = ("others", "shown", "whole")

    def __init__(self) -> None:
        self.shown: list[str] = []
        self.others: dict[str, list[str]] = {}
        self.whole: list[str] = []


class _Gathering:
    def __init__(self) -> None:
        self.paragraphs: list[_Paragraph] = [_Paragraph()]
        self.open: list[_Paragraph] = [self.paragraphs[0]]
        self.values: list[str] = []
        self.plain_values: set[str] = set()
        self.notes: list[str] = []

    def begin(self) -> None:
        self.paragraphs.append(_Paragraph())
        self.open.append(self.paragraphs[-1])

    def end(self) -> None:
        self.open.pop()

    def show(self, text: str) -> None:
        self.open[-1].shown.append(text)
        self.open[-1].whole.append(text)

    def hide(self, tag: str, text: str) -> None:
        if not text.strip():
            return
        inside = len(self.open) > 1
        self.open[-1].others.setdefault(tag, []).append(text if inside else text + "\n")
        self.open[-1].whole.append(text if inside else text + "\n")


def parse(content: bytes, where: str) -> etree._Element:
    """Raises LeakError (probe "xml") for a part that is not well-formed: nobody could say what it holds."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise LeakError(probe="xml", where=where) from error


def part_text(root: etree._Element) -> PartText:
    """Every character of text in the tree. Linear."""
    gathering = _Gathering()
    for sibling in (*root.itersiblings(preceding=True), *root.itersiblings()):
        gathering.notes.append(sibling.text or "")
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event == "start":
            _start(gathering, element)
        elif event == "end":
            _end(gathering, element)
        else:
            gathering.notes.append(element.text or "")
            _tail(gathering, element)
    return _joined(gathering)


def _start(gathering: _Gathering, element: etree._Element) -> None:
    tag = str(element.tag)
    if tag in _PARAGRAPHS:
        gathering.begin()
    for name, value in element.attrib.items():
        text = str(value)
        if not text or is_vocabulary(tag, str(name), text):
            continue
        if _PLAIN_VALUE.fullmatch(text):
            # In one case: "lowerRoman" is one word, not two.
            gathering.plain_values.add(text.lower())
        else:
            gathering.values.append(text)
    if tag in _SIGNS:
        gathering.show(_SIGNS[tag])
    elif tag == _SYM:
        gathering.show(_symbol(element))
    elif tag == _TAB and (parent := element.getparent()) is not None and parent.tag == _RUN:
        gathering.show("\t")
    if element.text:
        if tag in _SHOWN:
            gathering.show(element.text)
        else:
            gathering.hide(tag, element.text)


def _end(gathering: _Gathering, element: etree._Element) -> None:
    if str(element.tag) in _PARAGRAPHS:
        gathering.end()
    _tail(gathering, element)


def _tail(gathering: _Gathering, element: etree._Element) -> None:
    if not element.tail:
        return
    parent = element.getparent()
    if parent is not None and str(parent.tag) in _SHOWN:
        # Text of one w:t that a comment or processing instruction parts.
        gathering.show(element.tail)
    else:
        gathering.hide("", element.tail)


def _symbol(element: etree._Element) -> str:
    try:
        code = int(element.get(f"{_W}char", "")[:6], 16)
    except ValueError:
        return ""
    # Symbol fonts keep their letters at U+F000 and on.
    code = code - 0xF000 if 0xF000 <= code <= 0xF0FF else code
    return chr(code) if 0x20 <= code < 0xD800 else ""


def _joined(gathering: _Gathering) -> PartText:
    return PartText(
        "\n".join("".join(p.shown) for p in gathering.paragraphs),
        "\n".join(line for p in gathering.paragraphs for line in _lines(p)),
        "\n".join("".join(p.whole) for p in gathering.paragraphs if p.others and p.shown),
        PART.join((*gathering.values, *sorted(gathering.plain_values))),
        PART.join(_spoken(gathering.values)),
        PART.join(gathering.notes),
    )


def _lines(paragraph: _Paragraph) -> Iterator[str]:
    for pieces in paragraph.others.values():
        yield "".join(pieces)


def _spoken(values: list[str]) -> Iterator[str]:
    for value in dict.fromkeys(values):
        if _SPOKEN_VALUE.search(value) and not value.startswith(("http://schemas.", "urn:")):
            yield value
