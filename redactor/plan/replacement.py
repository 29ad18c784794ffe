"""What stands instead, through Presidio's AnonymizerEngine with an operator of ours."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from presidio_anonymizer import AnonymizerEngine
from presidio_anonymizer.entities import OperatorConfig, RecognizerResult
from presidio_anonymizer.operators import Operator, OperatorType

from redactor.domain.records import PLACEHOLDER
from redactor.plan.cut import Cut, Instead


@dataclass(frozen=True, slots=True)
class Placeholders:
    """The two texts; `personal` stands for personal data in public items."""

    sekretess: str = PLACEHOLDER
    personal: str = PLACEHOLDER

    def of(self, cut: Cut) -> str:
        text = self.sekretess if cut.instead is not Instead.PERSONAL else self.personal
        return cut.own_text or text


class Placeholder(Operator):
    """Puts a constant text in place of the datum: in brackets in running text, alone for a whole part."""

    def operate(self, text: str, params: dict[str, Any] | None = None) -> str:
        given = params or {}
        if given["instead"] is Instead.NOTHING:
            return ""
        text = str(given["placeholder"])
        return text if given["instead"] is Instead.WHOLE else f"[{text}]"

    def validate(self, params: dict[str, Any] | None = None) -> None:
        """Raises KeyError when a parameter is missing."""
        given = params or {}
        _ = given["instead"], given["placeholder"]

    def operator_name(self) -> str:
        return "placeholder"

    def operator_type(self) -> OperatorType:
        return OperatorType.Anonymize


def _engine() -> AnonymizerEngine:
    engine = AnonymizerEngine()  # type: ignore[no-untyped-call] # presidio-anonymizer is untyped
    engine.add_anonymizer(Placeholder)
    return engine


def replacements(cuts: Sequence[Cut], placeholders: Placeholders) -> dict[tuple[Instead, str], str]:
    """What stands for each kind of cut, by kind and placeholder text."""
    kinds = sorted({(cut.instead, placeholders.of(cut)) for cut in cuts})
    text = "x" * len(kinds)
    results = [RecognizerResult(f"KIND_{i}", i, i + 1, 1.0) for i in range(len(kinds))]
    operators = {
        f"KIND_{i}": OperatorConfig("placeholder", {"instead": instead, "placeholder": placeholder})
        for i, (instead, placeholder) in enumerate(kinds)
    }
    done = _engine().anonymize(text, results, operators, merge_entities_with_spaces=False)
    by_entity = {item.entity_type: item.text for item in done.items}
    return {kind: by_entity[f"KIND_{i}"] for i, kind in enumerate(kinds)}
