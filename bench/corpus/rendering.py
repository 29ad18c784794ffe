"""A source with its people becomes text and gold: a report (`redactor/report/1`) that says what is right."""

import hashlib
import re
from dataclasses import dataclass
from typing import Any

from bench.corpus.people import Cast, genitive
from bench.corpus.source import (
    NUMBER_FORMS,
    Closing,
    Mark,
    Opening,
    Piece,
    Plain,
    Slot,
    Source,
)

_NEVER_PUBLIC = frozenset({"SE_PERSONNUMMER", "BIRTH_DATE", "SE_BANK_ACCOUNT", "SE_VEHICLE_REGISTRATION"})
"""Whoever's they are, but a firm's or an authority's."""
_HOME = frozenset({"SE_STREET_ADDRESS", "SE_POSTAL_ADDRESS"})
_PROPERTY = "SE_FASTIGHETSBETECKNING"
_ABOUT_PERSONS = re.compile(
    r"social|omsorg|vård|individ|famil|utbildning|skol|barn|ungdom|överförmynd|patient|personal|hälso",
    re.IGNORECASE,
)
"""Boards whose matters are about persons, not about land: there a property tells of a home."""
_PRIVATE_MAIL = ("@example.com", ".test")
_VERDICTS = {"secret": "redact", "attachment": "redact", "partly": "review", "public": "keep"}
_ROLES = {"public": "public figure"}
_LEADER = re.compile(r"[ .…]*\.{3}[ .…]*\d+\Z")
"""The dots and the page number of a contents list's entry: they stay."""
_LEAST_MARKER = 5
"""Characters of a marker that are looked for outside its item."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A datum as it stands in the text. `form` tells how a name is written."""

    start: int
    end: int
    entity_type: str
    who: str
    form: str | None


@dataclass(frozen=True, slots=True)
class Item:
    start: int
    end: int
    opening: Opening
    number: str | None


@dataclass(frozen=True, slots=True)
class Rendered:
    """A document as text, with all that its author said of it."""

    name: str
    kind: str
    board: str
    text: str
    mentions: tuple[Mention, ...]
    items: tuple[Item, ...]
    cast: Cast

    def gold(self, path: str) -> dict[str, Any]:
        """The report for the file at `path`."""
        digest = hashlib.sha256(self.text.encode()).hexdigest()
        document = {
            "path": path,
            "media_type": "text/plain",
            "sha256": digest,
            "pages": None,
            "verdict": "redact" if self.mentions else "clean",
            "items": [self._item(item) for item in self.items],
            "findings": [*self._findings(), *self._markers()],
            "unread": [],
            "layers": [{"id": "body", "kind": "body", "text": self.text}],
        }
        return {"schema": "redactor/report/1", "redactor": "gold", "packs": [], "documents": [document]}

    def _item(self, item: Item) -> dict[str, Any]:
        return {
            "number": item.number,
            "case_number": item.opening.case or None,
            "layer": "body",
            "start": item.start,
            "end": item.end,
            "verdict": _VERDICTS[item.opening.fence],
            "marker": item.opening.marker or None,
        }

    def _findings(self) -> list[dict[str, Any]]:
        return [
            {
                "entity_type": mention.entity_type,
                "layer": "body",
                "start": mention.start,
                "end": mention.end,
                "action": action,
                "role": role,
                "form": mention.form,
                "who": mention.who,
            }
            for mention in self.mentions
            for action, role in [self._judged(mention)]
            if action is not None
        ]

    def _judged(self, mention: Mention) -> tuple[str | None, str | None]:
        """What must become of it and whose it is. None: it goes with the item around it."""
        person = self.cast.people.get(mention.who)
        role = person.role if person is not None else "authority"
        action: str | None = self._action(mention, role)
        around = next((i.opening.fence for i in self.items if i.start <= mention.start < i.end), None)
        if action != "redact" and around in ("secret", "attachment"):
            action = None
        elif action == "keep" and around == "partly":
            action = "review"
        return action, _ROLES.get(role, role)

    def _action(self, mention: Mention, role: str) -> str:
        if mention.entity_type == _PROPERTY and not _ABOUT_PERSONS.search(self.board):
            return "keep"
        if role == "private":
            return "redact"
        if role in ("firm", "authority", "public"):
            return "keep"
        if mention.entity_type in _NEVER_PUBLIC | _HOME:
            return "redact"
        if role == "unknown":
            return "review"
        text = self.text[mention.start : mention.end]
        own_mail = mention.entity_type == "EMAIL_ADDRESS" and text.endswith(_PRIVATE_MAIL)
        own_phone = mention.entity_type == "PHONE_NUMBER" and role == "elected"
        return "review" if own_mail or own_phone else "keep"

    def _markers(self) -> list[dict[str, Any]]:
        """Where an item's marker stands outside it, its words may go or stay."""
        found = {item.opening.marker for item in self.items if len(item.opening.marker) >= _LEAST_MARKER}
        return [
            {
                "entity_type": "SEKRETESS_MARKER",
                "layer": "body",
                "start": match.start(),
                "end": match.end(),
                "action": "review",
                "role": None,
            }
            for marker in sorted(found)
            for match in re.finditer(re.escape(marker), self.text)
        ]


class _Writer:
    def __init__(self, people: Cast) -> None:
        self.cast = people
        self.text: list[str] = []
        self.size = 0
        self.mentions: list[Mention] = []
        self.items: list[Item] = []
        self._opened: tuple[Opening, int] | None = None

    def write(self, piece: Piece) -> None:
        match piece:
            case Plain(text):
                self._add(text)
            case Slot(who, form, is_genitive):
                self._slot(who, form, is_genitive)
            case Mark(entity, who, _):
                self._mention(entity, who, self.cast.text_of(piece), None)
            case Opening():
                self._opened = (piece, self.size)
            case Closing():
                self._close()

    def _slot(self, who: str, form: str, is_genitive: bool) -> None:
        if form in NUMBER_FORMS:
            self._mention("SE_PERSONNUMMER", who, self.cast.number(who, form), None)
            return
        name = self.cast.name(who, form)
        written = form or ("full" if " " in name else "alone")
        self._mention("PERSON", who, genitive(name) if is_genitive else name, written)

    def _mention(self, entity: str, who: str, text: str, form: str | None) -> None:
        start = self.size
        self._add(text)
        last = self.mentions[-1] if self.mentions else None
        # First name and surname set side by side are one name.
        if last is not None and (last.who, last.form, form) == (who, "first", "last"):
            between = "".join(self.text)[last.end : start]
            if between.isspace():
                self.mentions[-1] = Mention(last.start, self.size, entity, who, "full")
                return
        self.mentions.append(Mention(start, self.size, entity, who, form))

    def _close(self) -> None:
        assert self._opened is not None  # the reader saw to it
        opening, start = self._opened
        self._opened = None
        whole = "".join(self.text)
        piece = whole[start:]
        first = start + len(piece) - len(piece.lstrip())
        end = start + len(_LEADER.sub("", piece.rstrip()))
        if first < end:
            self.items.append(Item(first, end, opening, _number(whole[first:end], opening)))

    def _add(self, text: str) -> None:
        self.text.append(text)
        self.size += len(text)


def _number(text: str, opening: Opening) -> str | None:
    """The item's number as its first line writes it: with its sign, an attachment's with its word."""
    line = text.split("\n", 1)[0]
    if opening.fence == "attachment":
        found = re.match(r"Bilaga \w{1,3}\b", line)
        return found[0] if found else None
    digits = r"\s?".join(re.escape(sign) for sign in opening.number)
    found = re.match(rf"\W*(?:\w{{1,3}}\s)?{digits}(?:/\d{{2,4}})?(?!\w)", line) or re.match(r"§\w+", line)
    return found[0].strip() if found else opening.number


def render(source: Source, people: Cast) -> Rendered:
    """Every piece in turn. Spans count code points of the text."""
    writer = _Writer(people)
    for piece in source.pieces:
        writer.write(piece)
    text = "".join(writer.text)
    return Rendered(
        source.name, source.kind, source.board, text, tuple(writer.mentions), tuple(writer.items), people
    )
