"""The corpus documents' own format, read strictly. README.md in this folder describes it.

A document that does not follow it raises SourceError with file and line: a mark that is silently passed over
would make the measurement wrong.
"""

import re
from dataclasses import dataclass
from typing import Literal

ROLES = ("private", "elected", "official", "firm", "public", "unknown")
ENTITIES = (
    "PERSON", "PHONE_NUMBER", "EMAIL_ADDRESS", "BIRTH_DATE", "SE_STREET_ADDRESS", "SE_POSTAL_ADDRESS",
    "SE_FASTIGHETSBETECKNING", "SE_BANK_ACCOUNT", "SE_BANKGIRO", "SE_PLUSGIRO", "SE_VEHICLE_REGISTRATION",
    "SE_ORGANISATIONSNUMMER",
)  # fmt: skip
NAME_FORMS = ("", "first", "last", "sur_first", "initials", "upper")
NUMBER_FORMS = ("pnr10", "pnr12", "pnr10_plain", "pnr12_plain", "pnr_space")
NOBODY = "-"

Fence = Literal["secret", "partly", "attachment", "public"]


class SourceError(ValueError):
    """Says file, line and what is wrong there."""


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class Plain:
    text: str


@dataclass(frozen=True, slots=True)
class Slot:
    """A person's name or number, to be filled in; `form` is one of NAME_FORMS or NUMBER_FORMS."""

    who: str
    form: str
    genitive: bool


@dataclass(frozen=True, slots=True)
class Mark:
    """Text as the author wrote it that is a datum of `who` (or of nobody)."""

    entity_type: str
    who: str
    text: str


@dataclass(frozen=True, slots=True)
class Opening:
    """An item begins here. `marker` is the text that makes it secret; it may stand elsewhere."""

    fence: Fence
    number: str
    case: str
    marker: str


@dataclass(frozen=True, slots=True)
class Closing:
    pass


Piece = Plain | Slot | Mark | Opening | Closing


@dataclass(frozen=True, slots=True)
class Source:
    """A document before names and numbers are filled in."""

    name: str
    kind: str
    board: str
    hand: str
    people: dict[str, Person]
    pieces: tuple[Piece, ...]


_HEAD = re.compile(r"(kind|board|hand): (\S.*)")
_PERSON = re.compile(r"  ([a-z]+[0-9]+): \{name: ([^,{}]+), role: ([a-z]+)\}")
_SLOT = re.compile(r"\{([a-z]+[0-9]+)(?:\.([a-z_0-9]+))?(\|s)?\}")
_MARK = re.compile(r"\[\[([A-Z_]+) ([a-z]+[0-9]+|-)\|([^\[\]|{}]+)\]\]")
_TOKEN = re.compile(
    rf"(?P<fence>^(?:<<<|>>>).*\n?)|(?P<slot>{_SLOT.pattern})|(?P<mark>{_MARK.pattern})|(?P<stray>[{{}}]|\[\[|\]\])",
    re.MULTILINE,
)
_VALUE = r'(?:"([^"]*)"|([^\s"]+))'
_OPENING = re.compile(
    rf"<<<(secret|partly|attachment|public) number={_VALUE}(?: case={_VALUE})?(?: marker=\"([^\"]*)\")?"
)


def parse(name: str, text: str) -> Source:
    """Raises SourceError."""
    lines = text.split("\n")
    if lines[0] != "---" or "---" not in lines[1:]:
        raise SourceError(f"{name}:1: the head stands between two lines of ---")
    end = lines.index("---", 1)
    head, people = _head(name, lines[1:end])
    first = end + 1
    body = "\n".join(lines[first:])
    pieces = tuple(_pieces(name, body, first + 1, people))
    return Source(name, head["kind"], head["board"], head["hand"], people, pieces)


def _head(name: str, lines: list[str]) -> tuple[dict[str, str], dict[str, Person]]:
    head: dict[str, str] = {}
    people: dict[str, Person] = {}
    for number, line in enumerate(lines, start=2):
        where = f"{name}:{number}"
        if found := _HEAD.fullmatch(line):
            key, value = found.groups()
            if key in head:
                raise SourceError(f"{where}: {key} is given twice")
            head[key] = value
        elif found := _PERSON.fullmatch(line):
            who, called, role = found.groups()
            if who in people or role not in ROLES:
                raise SourceError(f"{where}: {who} is declared twice, or the role {role} is unknown")
            people[who] = Person(called.strip(), role)
        elif line not in ("people:", "people: {}"):
            raise SourceError(f"{where}: not a line of the head")
    if missing := {"kind", "board", "hand"} - head.keys():
        raise SourceError(f"{name}:1: the head lacks {', '.join(sorted(missing))}")
    return head, people


def _pieces(name: str, body: str, first: int, people: dict[str, Person]) -> list[Piece]:
    pieces: list[Piece] = []
    opened = ""
    at = 0
    for found in _TOKEN.finditer(body):
        if found.start() > at:
            pieces.append(Plain(body[at : found.start()]))
        at = found.end()
        where = f"{name}:{first + body.count(chr(10), 0, found.start())}"
        if found["fence"]:
            pieces.append(_fence(where, found["fence"].rstrip("\n"), opened))
            opened = where if isinstance(pieces[-1], Opening) else ""
        else:
            pieces.append(_inline(where, found, people))
    if at < len(body):
        pieces.append(Plain(body[at:]))
    if opened:
        raise SourceError(f"{opened}: the fence is not closed")
    return pieces


def _fence(where: str, line: str, opened: str) -> Opening | Closing:
    if line == ">>>" and opened:
        return Closing()
    found = _OPENING.fullmatch(line)
    if found is None or opened:
        raise SourceError(f"{where}: not a fence, or one too many: {line}")
    fence, quoted, bare, quoted_case, bare_case, marker = found.groups()
    return Opening(fence, quoted or bare, quoted_case or bare_case or "", marker or "")  # type: ignore[arg-type]


def _inline(where: str, found: re.Match[str], people: dict[str, Person]) -> Slot | Mark:
    if slot := _SLOT.fullmatch(found[0]):
        who, form, genitive = slot.groups()
        made: Slot | Mark = Slot(who, form or "", genitive is not None)
        wrong = (form or "") not in NAME_FORMS + NUMBER_FORMS or (genitive and form in NUMBER_FORMS)
    elif mark := _MARK.fullmatch(found[0]):
        made = Mark(*mark.groups())
        wrong = made.entity_type not in ENTITIES
    else:
        raise SourceError(f"{where}: neither a slot nor a mark: {found[0]}")
    if wrong:
        raise SourceError(f"{where}: unknown form or entity type: {found[0]}")
    if made.who not in people and not (made.who == NOBODY and isinstance(made, Mark)):
        raise SourceError(f"{where}: {made.who} is not declared")
    return made
