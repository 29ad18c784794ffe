"""What people marked that the program did not find, as it is kept beside the examination."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from redactor.domain.document import LayerId, Span
from redactor.domain.review import Action, Certainty, FindingId, Marked
from redactor.propagation.by_hand import RULE, WHY
from redactor.store.models import AddedFinding


def marks(session: Session, document: str) -> tuple[Marked, ...]:
    """By place."""
    return tuple(_marked(added) for added in _added(session, document))


def as_findings(session: Session, document: str, layers: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """As the report tells findings; `layers` are the report's, with their text."""
    texts = {layer["id"]: layer["text"] for layer in layers}
    return [
        {
            "id": FindingId(added.finding),
            "entity_type": added.entity_type,
            "layer": added.layer,
            "start": added.start,
            "end": added.end,
            "page": None,
            "item": None,
            "score": 1.0,
            "certainty": Certainty.CERTAIN,
            "action": Action.REDACT,
            "settled_by": None,
            "rule": RULE,
            "law": None,
            "why": WHY,
            "role": None,
            "text": _marked(added).span.cut(texts[added.layer]),
        }
        for added in _added(session, document)
    ]


def _added(session: Session, document: str) -> Sequence[AddedFinding]:
    place = (AddedFinding.layer, AddedFinding.start, AddedFinding.end, AddedFinding.entity_type)
    return session.scalars(select(AddedFinding).filter_by(document=document).order_by(*place)).all()


def _marked(added: AddedFinding) -> Marked:
    return Marked(LayerId(added.layer), Span(added.start, added.end), added.entity_type)
