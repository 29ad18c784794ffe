"""Reads a DOCX copy for verification: the bare zip, each part's text over runs, and its bytes."""

import re
from collections.abc import Iterator

from redactor.domain.records import Probe
from redactor.errors import LimitError, Words
from redactor.verify.docx import structure as rules
from redactor.verify.docx.container import Container, hidden_members, take_apart
from redactor.verify.docx.xmltext import PartText, parse, part_text
from redactor.verify.encodings import PART, raw
from redactor.verify.pictures import carried
from redactor.verify.surfaces import Surface

_NESTED = 3
"""Zip files in zip files are opened so deep; deeper ones are refused."""
# Tags and values too short to be any string that raw bytes are searched for.
_TAGS = re.compile(r"(?:</?\w+:\w+(?: \w+:\w+=\"(?:[A-Za-z]{0,7}|[0-9]{0,5})\")*/?>)+")
_DEPTH = Words("zip-filer i zip-filer", "zip files in zip files")
_ZIP = b"PK\x03\x04"


def surfaces(output: bytes) -> Iterator[Surface]:
    """Every member's text, attributes and bytes, and the bytes outside the members.

    Raises LeakError when the zip file or an XML part cannot be read, LimitError when it is too large.
    """
    yield from _container(take_apart(output), "", 0)


def structure(output: bytes) -> Probe:
    """Raises LeakError (probe "structure") for what no copy may have."""
    return Probe("structure", rules.check(take_apart(output)))


def _container(container: Container, prefix: str, depth: int) -> Iterator[Surface]:
    names = PART.join(member.name for member in container.members)
    yield Surface("part names", f"{prefix}zip", names)
    outside = container.outside
    yield from _bytes("bytes outside the members", f"{prefix}zip", outside)
    hidden = hidden_members(outside)
    if hidden:
        yield from _bytes("members outside the directory", f"{prefix}zip", hidden)
    for number, member in enumerate(container.members):
        # Not the member's name: it may itself be what must not be told.
        where = f"{prefix}part {number}"
        if rules.is_xml(member.name, member.content):
            yield from _xml(member.content, where)
        else:
            yield from _picture(member.content, where)
        if member.content.startswith(_ZIP):
            yield from _nested(member.content, where, depth)


def _nested(content: bytes, where: str, depth: int) -> Iterator[Surface]:
    if depth == _NESTED:
        raise LimitError(limit=_DEPTH, value=depth + 1, allowed=_NESTED)
    yield from _container(take_apart(content), f"{where}, ", depth + 1)


def _xml(content: bytes, where: str) -> Iterator[Surface]:
    texts = part_text(parse(content, where))
    yield Surface("xml text", where, texts.shown, spoken=True)
    yield from _aside(texts, where)
    for encoding, found in raw(content):
        bare = _TAGS.sub(PART, found)
        if bare:
            yield Surface(f"raw bytes {encoding}", where, bare, carries=False)


def _aside(texts: PartText, where: str) -> Iterator[Surface]:
    if texts.others.strip():
        yield Surface("xml text not shown", where, texts.others, spoken=True)
    if texts.whole:
        yield Surface("xml text, shown and not", where, texts.whole)
    if texts.attributes:
        yield Surface("xml attributes", where, texts.attributes)
    if texts.spoken_attributes:
        yield Surface(
            "xml attributes, second run", where, texts.spoken_attributes, carries=False, spoken=True
        )
    if texts.notes:
        yield Surface("xml comments", where, texts.notes)


def _picture(content: bytes, where: str) -> Iterator[Surface]:
    yield from _bytes("text in pictures", where, carried(content))
    for encoding, found in raw(content):
        if found:
            yield Surface(f"raw bytes {encoding}", where, found, carries=False)


def _bytes(probe: str, where: str, content: bytes) -> Iterator[Surface]:
    for encoding, found in raw(content):
        if found:
            yield Surface(f"{probe}, {encoding}", where, found)
