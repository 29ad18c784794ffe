"""What went wrong, one by one: places in the gold's text, and the text itself only for who asks."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from redactor.domain.document import LayerId, Span
from redactor.domain.review import Action
from redactor.evaluation.gold import MARKER, Gold
from redactor.evaluation.measure import Measured, Outcome

_REACH = 40
"""Characters shown on either side of a failure."""


_WORDS = 25
"""Words shown of those that are left of a secret item."""


class Kind(StrEnum):
    """The gravest first."""

    LEAK = "leak"
    """A datum that must go has words in the copy."""
    ITEM_LEAK = "item leak"
    """A secret item has words in the copy."""
    TAKEN = "taken"
    """A datum that must stay lost words, or would where what needs a person is redacted."""
    ITEM_TAKEN = "item taken"
    """An item that is not secret went."""
    WRONG = "wrong"
    """Something else that is public went."""


@dataclass(frozen=True, slots=True)
class Failure:
    """`outcome` as in measure.Outcome; `how` is a mention's form or role."""

    kind: Kind
    entity_type: str
    how: str | None
    layer: LayerId
    span: Span
    outcome: Outcome
    in_gold: bool
    """Whether `span` is of the gold's text; else it is of the text the program read."""
    left: tuple[Span, ...] = ()
    """Words of a secret item that are in the copy."""

    def value(self, gold: Gold, *, show_text: bool) -> dict[str, Any]:
        """For JSON."""
        made: dict[str, Any] = {
            "kind": self.kind,
            "entity_type": self.entity_type,
            "how": self.how,
            "layer": self.layer,
            "start": self.span.start,
            "end": self.span.end,
            "outcome": self.outcome,
            "words_left": len(self.left),
        }
        if show_text and self.in_gold:
            text = gold.layers[self.layer]
            words = [span.cut(text) for span in self.left]
            made["text"] = " ".join(words[:_WORDS]) if words else around(text, self.span)
        return made


def around(text: str, span: Span) -> str:
    """The words of a failure and what stands beside them, on one line."""
    before, after = text[max(0, span.start - _REACH) : span.start], text[span.end : span.end + _REACH]
    return " ".join(f"{before}»{span.cut(text)}«{after}".split())


def failures(measured: Measured) -> Iterator[Failure]:
    """All of one document."""
    stays = (Outcome.PART, Outcome.LEFT)
    for judged in measured.mentions:
        mention = judged.mention
        place = (mention.layer, mention.span, judged.outcome, True)
        if mention.action is Action.REDACT and judged.outcome in stays:
            yield Failure(Kind.LEAK, mention.entity_type, mention.form, *place)
        if mention.action is Action.KEEP and judged.outcome not in (Outcome.LEFT, Outcome.UNPLACED):
            yield Failure(Kind.TAKEN, mention.entity_type, mention.role, *place)
    for item in measured.items:
        if item.item.verdict is Action.REDACT and item.outcome in stays:
            place = (item.item.layer, item.item.span, item.outcome, True)
            yield Failure(Kind.ITEM_LEAK, MARKER, None, *place, item.left)
    kept = {(j.mention.layer, j.mention.span) for j in measured.mentions if j.mention.action is Action.KEEP}
    for taken in measured.taken:
        if not taken.right and (taken.layer, taken.span) not in kept:
            kind = Kind.ITEM_TAKEN if taken.entity_type == MARKER else Kind.WRONG
            outcome = Outcome.REVIEW if taken.review else Outcome.GONE
            yield Failure(
                kind, taken.entity_type, None, taken.layer, taken.span, outcome, measured.read_as_gold
            )
