"""What is written: the plan, the proof and the log."""

from dataclasses import dataclass, field
from enum import StrEnum

from redactor.domain.document import Anchor, LayerId, Sha256, Span
from redactor.domain.review import FindingId

PLACEHOLDER = "Borttagen på grund av sekretess"
PERSONAL_PLACEHOLDER = "Personuppgift borttagen"


class Mode(StrEnum):
    INLINE = "inline"
    """Characters go; the paragraphs they stood in stay."""
    BLOCK = "block"
    """Paragraphs, tables and pictures wholly covered go too; one paragraph is left for the placeholder."""


@dataclass(frozen=True, slots=True)
class PackVersion:
    id: str
    version: str
    sha256: Sha256


@dataclass(frozen=True, slots=True)
class Redaction:
    """Characters `span` of a layer become `replacement` (empty: nothing stands instead)."""

    finding: FindingId
    layer: LayerId
    span: Span
    anchors: tuple[Anchor, ...] = field(repr=False)
    replacement: str
    mode: Mode = Mode.INLINE


@dataclass(frozen=True, slots=True)
class Plan:
    """All that is done to one document. Redactions are ordered by layer and place, and disjoint.

    `blanked` are objects (pictures, unread parts) that go whole.
    Raises ValueError when redactions of a layer overlap or stand out of order.
    """

    document: Sha256
    packs: tuple[PackVersion, ...]
    redactions: tuple[Redaction, ...]
    blanked: tuple[Anchor, ...] = ()

    def __post_init__(self) -> None:
        seen: set[LayerId] = set()
        last: Redaction | None = None
        for redaction in self.redactions:
            if last is not None and last.layer == redaction.layer:
                if redaction.span.start < last.span.end:
                    raise ValueError(f"redactions overlap in layer {redaction.layer}")
            elif redaction.layer in seen:
                raise ValueError(f"redactions of layer {redaction.layer} stand apart")
            seen.add(redaction.layer)
            last = redaction

    @property
    def placeholders(self) -> int:
        """How many placeholder strings the copy gets."""
        return sum(1 for r in self.redactions if r.replacement)


class SecretKind(StrEnum):
    NAME = "name"
    DIGITS = "digits"
    TEXT = "text"
    """An address, a term, a secret item's heading."""
    BODY = "body"
    """Running text: searched for as runs of five words."""


@dataclass(frozen=True, slots=True)
class Secret:
    """A string that must not be in the copy, but for the `kept` places where it stands on purpose."""

    kind: SecretKind
    text: str = field(repr=False)
    kept: int = 0


@dataclass(frozen=True, slots=True)
class Kept:
    """A finding that stays in the copy on purpose (entity, folded text)."""

    entity_type: str
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Expected:
    """What verification holds the copy against. `gone` is all text that no copy shows: removed or hidden."""

    plan: Plan
    secrets: tuple[Secret, ...] = field(repr=False)
    kept: tuple[Kept, ...] = field(repr=False)
    gone: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Probe:
    """One check that ran over the copy, and how many strings or places it looked at."""

    name: str
    examined: int


@dataclass(frozen=True, slots=True)
class Verified:
    """A copy that passed every probe. Built in `verify/` only.

    `suspects`: new doubtful finds, to report. `pages`: the copy's, None where the format has none.
    """

    output: bytes = field(repr=False)
    plan: Plan = field(repr=False)
    probes: tuple[Probe, ...]
    suspects: tuple[str, ...] = ()
    pages: int | None = None


@dataclass(frozen=True, slots=True)
class Publication:
    document: Sha256
    output: Sha256
    verified_by: tuple[str, ...]
    placeholders: int


@dataclass(frozen=True, slots=True)
class AuditRecord:
    """One link of the log (contract.md). No text of a document, only keyed ids; `at` is RFC 3339 in UTC."""

    seq: int
    at: str
    actor: str
    role: str
    event: str
    document: str | None
    finding: str | None
    rule: str | None
    law: str | None
    action: str | None
    reason: str | None
    pack: str | None
    redactor: str
    prev: str
    hash: str
