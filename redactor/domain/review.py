"""What was found, and what was decided about it."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import NewType

from redactor.domain.document import LayerId, Section, Span

FindingId = NewType("FindingId", str)
"""HMAC-SHA256(key, document, layer, start, end, entity), hexadecimal."""

ACTOR_PROGRAM = "redactor"
"""The actor of a decision that no person made."""


class Certainty(StrEnum):
    CERTAIN = "certain"
    SUSPECT = "suspect"


class Action(StrEnum):
    REDACT = "redact"
    REVIEW = "review"
    KEEP = "keep"


class Scope(StrEnum):
    SPAN = "span"
    LINE = "line"
    ITEM = "item"
    ATTACHMENT = "attachment"
    DOCUMENT = "document"


class Role(StrEnum):
    """Who a name belongs to, as swedish.md tells them apart."""

    ELECTED = "elected"
    OFFICIAL = "official"
    PUBLIC_FIGURE = "public figure"
    FIRM = "firm"
    PLACE = "place"
    PRIVATE = "private"
    UNKNOWN = "unknown"


class Profile(StrEnum):
    PUBLICERING = "publicering"
    """Public copy on the web: elected members and officials stay."""
    STRIKT = "strikt"
    """Every personal datum goes, whoever it belongs to."""


@dataclass(frozen=True, slots=True)
class Hit:
    """All that a recognizer may say. `reason` is the id of the rule that hit."""

    span: Span
    entity_type: str
    score: float
    reason: str
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why something is a finding: the rule, what it proposes, and the ground in law.

    `why` is one Swedish sentence for the registrator and quotes nothing of the document.
    """

    rule: str
    score: float
    why: str
    law: str | None
    scope: Scope
    action: Action
    placeholder: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    id: FindingId
    layer: LayerId
    span: Span
    entity_type: str
    section: Section | None = field(repr=False)
    certainty: Certainty
    role: Role | None
    evidence: Evidence
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Marked:
    """What a person says must go and the program did not find. Characters of a layer."""

    layer: LayerId
    span: Span
    entity_type: str


@dataclass(frozen=True, slots=True)
class Decision:
    """What happens to one finding, who said so and on what ground.

    `at` is None for the program's own decisions, which are a function of the input alone. `settled` says
    that it was a person's to make and nobody was there: a default stands instead.
    """

    finding: FindingId
    action: Action
    law: str | None
    actor: str
    reason: str
    at: datetime | None = None
    settled: bool = False
