"""Lists of records: fields `label: value`, one a line, the same labels again and again."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from redactor.domain.document import LayerId, Section, SectionKind, Span
from redactor.domain.openness import asks, choice
from redactor.structure import cases, words
from redactor.structure.lines import Line
from redactor.structure.rows import NAMES

_FIELD: Final = re.compile(
    r"[\W_]{0,4}(?P<label>[A-ZÅÄÖa-zåäö][\w./()§ -]{0,38}?)[ \t*_]{0,4}[:?](?!//)[ \t*_]{0,9}"
)
_COUNTED: Final = re.compile(r"[A-ZÅÄÖ§][a-zåäö]{0,15}(?:[ ]nr\.?|[ ]nummer)?[ ]?(?P<number>[0-9]{1,5})[.:]?")
"""A line that says no more of a record than its number: `Beslut nr 14`."""
_OPENNESS: Final = re.compile(r"sekr|\bosl\b|hemlig|konfident|offentlig|publicer|skydd", re.IGNORECASE)
_LEAST: Final = 2
"""Records in a list, fields in a record."""


@dataclass(frozen=True, slots=True)
class _Field:
    line: Line
    key: str
    value: int
    """Where the value begins in the line."""


def records(layer: LayerId, lines: Sequence[Line]) -> Iterator[Section]:
    """A section for each record of the lists that tell what is confidential, in order."""
    fields = {line.index: field for line in lines if (field := _field(line)) is not None}
    taken: set[int] = set()
    for groups in (*_asking(lines, fields), *_repeating(lines, fields)):
        own = {line.index for group in groups for line in group}
        if taken & own:
            continue
        taken |= own
        counts = Counter(key for group in groups for key in _keys(group, fields))
        for group in groups:
            yield _section(layer, group, fields, {key for key, count in counts.items() if count >= _LEAST})


def _asking(lines: Sequence[Line], fields: dict[int, _Field]) -> Iterator[list[list[Line]]]:
    """Paragraphs on end that each have a field or boxes that say who may read."""
    run: list[list[Line]] = []
    for paragraph in _paragraphs(lines):
        asked = len(paragraph) >= _LEAST and any(_asks(line, fields) for line in paragraph)
        if not asked or (run and paragraph[0].index > run[-1][-1].index + _LEAST):
            if len(run) >= _LEAST:
                yield run
            run = []
        if asked:
            run.append(paragraph)
    if len(run) >= _LEAST:
        yield run


def _asks(line: Line, fields: dict[int, _Field]) -> bool:
    chosen = choice(line.text)
    if chosen is not None:
        return any(asks(label) is not None for label in (chosen.label, *(word for word, _ in chosen.words)))
    return line.index in fields and asks(line.text[: fields[line.index].value]) is not None


def _paragraphs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Lines parted by blank lines or rules, without the rules."""
    own: list[Line] = []
    for line in lines:
        ruled = not any(c.isalnum() for c in line.text) and choice(line.text) is None
        if own and (line.gap or ruled or line.index != own[-1].index + 1):
            yield own
            own = []
        if not ruled:
            own.append(line)
    if own:
        yield own


def _repeating(lines: Sequence[Line], fields: dict[int, _Field]) -> Iterator[list[list[Line]]]:
    """Fields on end, cut before each that bears the label of the first."""
    for run in _runs(lines, fields):
        if not any(_OPENNESS.search(line.text) for line in run):
            continue
        first = fields[run[0].index].key
        starts = [
            at for at, line in enumerate(run) if line.index in fields and fields[line.index].key == first
        ]
        groups = [run[a:b] for a, b in zip(starts, [*starts[1:], len(run)], strict=True)]
        if len(groups) >= _LEAST and _alike([_keys(group, fields) for group in groups]):
            yield groups


def _field(line: Line) -> _Field | None:
    if line.cell is not None:
        return None
    match = _FIELD.match(line.text)
    if match is None or (match.end() == len(line.text) and line.text.rstrip()[-1:] not in ":?*_"):
        return None
    return _Field(line, words.key(match["label"]), match.end())


def _runs(lines: Sequence[Line], fields: dict[int, _Field]) -> Iterator[list[Line]]:
    """Stretches of lines in which every paragraph begins with a field; rules between them count not."""
    run: list[Line] = []
    for line in lines:
        ruled = not any(c.isalnum() for c in line.text)
        starts = line.gap or (run and not any(c.isalnum() for c in run[-1].text))
        broken = bool(run) and line.index != run[-1].index + 1
        if run and (broken or (starts and not ruled and line.index not in fields)):
            yield run
            run = []
        if run or line.index in fields:
            run.append(line)
    if run:
        yield run


def _keys(group: Sequence[Line], fields: dict[int, _Field]) -> frozenset[str]:
    return frozenset(fields[line.index].key for line in group if line.index in fields)


def _alike(groups: Sequence[frozenset[str]]) -> bool:
    """Whether most records have several labels, and the same as the others."""
    common = Counter(key for keys in groups for key in keys)
    shared = [sum(common[key] > 1 for key in keys) for keys in groups]
    return sum(count >= _LEAST for count in shared) * 2 > len(groups)


def _section(layer: LayerId, group: Sequence[Line], fields: dict[int, _Field], shared: set[str]) -> Section:
    worded = [line for line in group if any(c.isalnum() for c in line.text)]
    own = [fields[line.index] for line in worded if line.index in fields and fields[line.index].key in shared]
    numbered = next((field for field in own if field.key in NAMES["number"]), None)
    counted = worded[0].index not in fields and _COUNTED.fullmatch(worded[0].text.strip(" *"))
    case_field = next((f for f in own if cases.at_start(f.line.text, f.value) and f is not numbered), None)
    case = cases.at_start(case_field.line.text, case_field.value) if case_field is not None else None
    kept = [field.line for field in (numbered, case_field) if field is not None]
    kept += [worded[0]] if counted else []
    titled = next((field.line for field in own if field.key in NAMES["heading"]), None)
    gone = [line for line in worded if line not in kept]
    heading = titled if titled in gone else (gone[0] if gone else None)
    number = numbered.line.text[numbered.value :].strip() if numbered is not None else ""
    number_line = numbered.line if numbered is not None else None
    if counted and numbered is None:
        number, number_line = counted["number"], worded[0]
    return Section(
        layer,
        Span(worded[0].outer.start, worded[-1].outer.end),
        SectionKind.ITEM,
        number=number or None,
        number_span=number_line.span if number_line is not None else None,
        heading=heading.span if heading is not None else None,
        case_number=case.text if case is not None else None,
        case_span=case_field.line.span if case_field is not None else None,
        emptied=tuple(line.span for line in gone if line is not heading),
    )
