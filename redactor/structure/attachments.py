"""Attachments: entries of attachment lists, and the heading with which an attachment itself begins."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from redactor.domain.document import LayerId, Section, SectionKind
from redactor.structure import words
from redactor.structure.lines import Line
from redactor.structure.numbers import Number, Way, of_label, parse, rest_from

_ENTRY: Final = re.compile(
    r"(?:[-•*·–—▪\uf0b7][ \t]*)?(?:\*\*)?"
    r"(?P<label>bilaga[ \t]*(?:nr\.?[ \t]*)?(?P<number>[0-9]{1,3}[a-z]?|[A-ZÅÄÖ](?![\w]))?)"
    r"(?:[ \t]*[.:,\-–—)]+[ \t]*|[ \t]+|(?:\*\*)?$)(?:\*\*)?",
    re.IGNORECASE,
)
_LONG: Final = 150
_TITLE: Final = re.compile(r"[\"”'(*_]*[A-ZÅÄÖ0-9]")
_OF: Final = re.compile(
    r"till[ ](?:(?:§{1,2}|paragraf|ärende|punkt)[ ]?[0-9]{1,4}(?:[ ]?[a-h])?"
    r"|(?:protokoll|kallelse|föredragningslista|dagordning)(?:en|et|n)?"
    r"(?:[ ](?:nr[ ])?[0-9][0-9 /.:-]{0,12})?)[ .)]*",
    re.IGNORECASE,
)


def begins(line: Line) -> Number | None:
    """The number or letter when the line is the heading of an attachment: `Bilaga 2`, `Bilaga A – Karta`."""
    match = _ENTRY.match(line.text) if len(line.text) < _LONG else None
    if match is None or line.bulleted or match["number"] is None or line.cell is not None:
        return None
    if not _heads(line.text, match):
        return None
    return Number(Way.ATTACHMENT, match["number"], 0, 0, "", match.end("label"))


def _heads(text: str, match: re.Match[str]) -> bool:
    """Whether what follows the label reads as a title, or is set off from it, and is no sentence's rest."""
    rest = text[match.end() :]
    if not rest or _TITLE.match(rest):
        return True
    of = _OF.match(rest)
    if of is not None and rest[of.end() : of.end() + 1] in ("", ":", "-"):
        return True
    set_off = rest[0] == "(" or any(sign in text[match.end("label") : match.end()] for sign in "-:")
    return match["number"] is not None and set_off


def entries(layer: LayerId, lines: Sequence[Line]) -> Iterator[Section]:
    """Each entry of an attachment list: under `Bilagor`, in a bulleted list, or beside other entries."""
    under = False
    for line in lines:
        if line.named(words.ATTACHMENTS):
            under = True
            continue
        section = _named(layer, line)
        if section is None and under:
            section = _numbered(layer, line)
        under = under and (section is not None or line.bulleted)
        if section is not None and (line.bulleted or under or section.heading is not None):
            yield section


def _named(layer: LayerId, line: Line) -> Section | None:
    match = _ENTRY.match(line.text) if len(line.text) < _LONG * 4 else None
    if match is None:
        return None
    if not _heads(line.text, match):
        return None
    heading = line.part(match.end(), len(line.text))
    if heading is None and match["number"] is None:
        return None
    return Section(
        layer,
        line.outer,
        SectionKind.ATTACHMENT,
        number=match["number"],
        number_span=line.part(match.start("label"), match.end("label")),
        heading=heading,
    )


def _numbered(layer: LayerId, line: Line) -> Section | None:
    number = of_label(line.label) if line.label else parse(line.text)
    if number is None:
        return None
    heading = line.part(rest_from(line.text, number), len(line.text))
    return Section(
        layer,
        line.outer,
        SectionKind.ATTACHMENT,
        number=number.text,
        number_span=line.part(0, number.end) if number.end else None,
        heading=heading,
    )
