"""Gold: a report (`redactor/report/1` with `layers`) that a person has set right.

`redactor check FILE --format json --show-text` makes a first draft of one. What counts of a finding is its
place, `entity_type`, `action` (redact: must go; keep: must stay; review: either will do), `role` and,
optionally, `form` (how a name is written). Findings of type SEKRETESS_MARKER only say where words belong to
a marker: those may go or stay. Of an item count its place, `verdict` (redact: all of it must go; review: a
person decides; keep: public), `number` and `case_number`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from redactor.domain.document import LayerId, Span
from redactor.domain.review import Action
from redactor.errors import UsageError, Words
from redactor.report import SCHEMA

MARKER = "SEKRETESS_MARKER"


@dataclass(frozen=True, slots=True)
class Mention:
    """A datum in the text, and what must become of it."""

    layer: LayerId
    span: Span
    entity_type: str
    action: Action
    role: str | None
    form: str | None


@dataclass(frozen=True, slots=True)
class GoldItem:
    """An item of the document; `stays` are the words of a secret one that a copy keeps."""

    layer: LayerId
    span: Span
    verdict: Action
    stays: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Gold:
    """What a person says of one document. `layers` holds their text."""

    layers: dict[LayerId, str] = field(repr=False)
    mentions: tuple[Mention, ...]
    items: tuple[GoldItem, ...]


class _Part(BaseModel):
    """Fields of a report that gold has no use for are passed over."""

    model_config = ConfigDict(extra="ignore", frozen=True, strict=True)


class _Layer(_Part):
    id: str
    text: str


class _Finding(_Part):
    entity_type: str
    layer: str
    start: int
    end: int
    action: Literal["redact", "review", "keep"]
    role: str | None = None
    form: str | None = None


class _Item(_Part):
    layer: str
    start: int
    end: int
    verdict: Literal["redact", "review", "keep"]
    number: str | None = None
    case_number: str | None = None


class _Document(_Part):
    layers: tuple[_Layer, ...]
    findings: tuple[_Finding, ...]
    items: tuple[_Item, ...]


class _Report(_Part):
    made_as: Literal["redactor/report/1"] = Field(alias="schema")
    documents: tuple[_Document, ...]


def read_gold(name: str, content: bytes) -> Gold:
    """The gold in a file's `content`. Raises UsageError that names the file and the field, never its text."""
    try:
        report = _Report.model_validate_json(content)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        where = ".".join(str(step) for step in first["loc"]) or "JSON"
        raise _wrong(name, where, first["type"]) from error
    if len(report.documents) != 1:
        raise _wrong(name, "documents", f"{len(report.documents)} != 1")
    document = report.documents[0]
    layers = {LayerId(layer.id): layer.text for layer in document.layers}
    places: tuple[tuple[str, Sequence[_Finding | _Item]], ...] = (
        ("findings", document.findings),
        ("items", document.items),
    )
    for kind, found in places:
        for index, part in enumerate(found):
            text = layers.get(LayerId(part.layer), "")
            if not 0 <= part.start < part.end <= len(text):
                raise _wrong(name, f"{kind}.{index}", "span")
    items = tuple(_item(item) for item in document.items)
    return Gold(layers, tuple(_mention(finding) for finding in document.findings), items)


def _mention(finding: _Finding) -> Mention:
    span = Span(finding.start, finding.end)
    action = Action(finding.action)
    return Mention(LayerId(finding.layer), span, finding.entity_type, action, finding.role, finding.form)


def _item(item: _Item) -> GoldItem:
    stays = " ".join(part for part in (item.number, item.case_number) if part)
    return GoldItem(LayerId(item.layer), Span(item.start, item.end), Action(item.verdict), stays)


def _wrong(name: str, where: str, why: str) -> UsageError:
    return UsageError(
        what=Words(
            f"{name}: facit går inte att läsa vid {where} ({why}). Formatet är {SCHEMA} med layers.",
            f"{name}: the gold cannot be read at {where} ({why}). Its format is {SCHEMA} with layers.",
        )
    )
