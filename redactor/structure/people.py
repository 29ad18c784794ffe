"""The attendance list: its labels and how far it reaches."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from redactor.structure import cases, divisions, words
from redactor.structure.lines import Line
from redactor.structure.numbers import parse, titled

_PERSON: Final = re.compile(
    r"(?:[0-9]{1,2}[.)]?\s+)?(?:[A-ZÅÄÖ][\w'’-]+\s+){1,4}[A-ZÅÄÖ][\w'’-]+(?:\s*[(,].{0,60})?$"
)
_PARTY: Final = re.compile(r"\([A-ZÅÄÖ]{1,3}\)|§")
_NEAR: Final = 15
_PROSE: Final = 80
_FIRST_WORDS: Final = frozenset(label.split(" ")[0] for label in words.PEOPLE)
_NEVER_IN_ITEMS: Final = words.ROSTERS - frozenset(
    words.key(w)
    for w in ("Närvarande", "Frånvarande", "Kallade", "Kallas", "Tjänstemän", "Adjungerade", "Insynsplats")
)


def attendance(lines: Sequence[Line]) -> frozenset[int]:
    """The lines of every attendance list of a layer."""
    labels = {line.index: found for line in lines if (found := _label(line)) is not None}
    first_head = next((line.index for line in lines if _is_head(line)), len(lines))
    reached: set[int] = set()
    for index in sorted(labels):
        if index not in reached and _begins(index, labels, first_head):
            reached.update(_reach(lines, index, labels))
    return frozenset(reached)


def _begins(index: int, labels: dict[int, str], first_head: int) -> bool:
    near = {labels[i] for i in range(index, index + _NEAR) if i in labels}
    if index < first_head:
        return bool(near & words.ROSTERS)
    # Inside an item one label proves nothing: a body may tell who was present.
    return labels[index] in _NEVER_IN_ITEMS and len(near & _NEVER_IN_ITEMS) > 1


def _reach(lines: Sequence[Line], start: int, labels: dict[int, str]) -> Iterator[int]:
    for line in lines[start:]:
        if line.index not in labels and _leaves(line):
            return
        yield line.index


def _leaves(line: Line) -> bool:
    """Whether a line cannot belong to a list of people."""
    text = line.text
    if divisions.divides(text):
        return True
    if line.level is not None or words.known(text, words.SUBHEADINGS) or words.known(text, words.GROUPS):
        return True
    first = text.split("\t")[0]
    if words.known(first, words.SIGNATURES) or words.known(text, words.CONTENTS) or cases.is_case_line(text):
        return True
    if words.known(first, words.FRONT) or _covers(text):
        return False
    if _is_head(line):
        return True
    return len(text) > _PROSE and text.endswith(".") and not _PARTY.search(text) and line.cell is None


def _covers(text: str) -> bool:
    return any(words.key(text).startswith(label + " ") for label in words.COVERS)


def _is_head(line: Line) -> bool:
    if line.cell is not None or line.bulleted or _PERSON.match(line.text):
        return False
    found = parse(f"{line.label} {line.text}" if line.label else line.text)
    return found is not None and titled(line.text[found.end :]) and not _covers(line.text)


def _label(line: Line) -> str | None:
    """The key of the label that a line begins with."""
    if words.key(line.text[:24].lstrip("* ").split(" ")[0].split("\t")[0].split(":")[0]) not in _FIRST_WORDS:
        return None
    for part in (line.text, *(line.text.split(sign)[0] for sign in ("\t", ":", "  "))):
        if words.known(part, words.PEOPLE):
            return words.key(part)
    tokens = line.text[:_PROSE].split(" ")
    for length in (4, 3, 2, 1):
        if len(tokens) > length and tokens[length][:1].isupper():
            prefix = words.key(" ".join(tokens[:length]))
            if prefix in words.PEOPLE:
                return prefix
    return None
