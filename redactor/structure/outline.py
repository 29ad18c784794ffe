"""The parts of a layer in order, as the walk finds them, and which headings have items below them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from redactor.domain.document import SectionKind
from redactor.domain.records import PLACEHOLDER
from redactor.structure import words
from redactor.structure.heads import Head
from redactor.structure.lines import Line


@dataclass(slots=True, eq=False)
class Part:
    """Lines first..end (exclusive) of the layer; `group` is the heading above, of an item or of a heading."""

    kind: SectionKind
    first: int
    head: Head | None
    level: int | None = None
    end: int = -1
    ambiguous: bool = False
    group: "Part | None" = None


def groups(parts: Sequence[Part]) -> Mapping[Part, int]:
    """For each heading with items below it: the index in `parts` after its last item."""
    found: dict[Part, int] = {}
    for index, part in enumerate(parts):
        above = part.group if part.kind is SectionKind.ITEM else None
        while above is not None:
            found[above] = index + 1
            above = above.group
    return found


def without_tails(parts: list[Part], lines: Sequence[Line]) -> list[Part]:
    """The formal items that end an agenda are not of the confidential group that their place puts them in.

    From the first of them on, and only where neither it nor any item after it has a trace of secrecy.
    """
    last_item = groups(parts)
    for group, end in last_item.items():
        if group.head is None or not words.telling(group.head.heading_text):
            continue
        tail: list[Part] = []
        for part in reversed(parts[parts.index(group) + 1 : end]):
            if part.kind is not SectionKind.ITEM or any(
                words.telling(line.text.replace(PLACEHOLDER, "")) for line in lines[part.first : part.end]
            ):
                break
            tail.append(part)
        formal = next(
            (
                i
                for i, part in enumerate(reversed(tail))
                if part.head and words.closing(part.head.heading_text)
            ),
            None,
        )
        for part in () if formal is None else tail[: len(tail) - formal]:
            part.group = None
    return parts


def without_remarks(parts: Sequence[Part], lines: Sequence[Line]) -> list[Part]:
    """A remark on secrecy that reads as a heading, with nothing below it, is about the item above."""
    with_items = groups(parts)
    kept: list[Part] = []
    parted = False  # the document tells its open part from its closed one
    for part in parts:
        last = kept[-1] if kept else None
        alone = part.kind is SectionKind.HEADING and part.end == part.first + 1 and part not in with_items
        ends_item = last is not None and last.kind is SectionKind.ITEM and not parted
        if last is not None and alone and ends_item and words.remark(lines[part.first].text):
            last.end, last.ambiguous = part.end, True
            continue
        parted |= part in with_items and not kept and lines[part.first].named(words.OPEN)
        kept.append(part)
    return kept
