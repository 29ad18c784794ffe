"""What is proposed for a hit, and on what ground: its rule's words, or its recognizer's own."""

from collections.abc import Iterable, Sequence
from typing import Any

from redactor.analyzer.conditions import Placed
from redactor.domain.review import Action, Certainty, Evidence, Scope
from redactor.recognizers import Recognizer
from redactor.recognizers.patterns import TIMED_OUT
from redactor.rulepack import Rule

_NOT_RUN = "Regeln hann inte köras på den här texten, som därför behöver läsas av en person."


class Proposals:
    """Rules by id and by (recognizer, entity); recognizers by name."""

    def __init__(self, rules: Iterable[Rule], recognizers: Sequence[Any]) -> None:
        self._by_id: dict[str, Rule] = {}
        self._by_recognizer: dict[tuple[str, str], Rule] = {}
        for rule in rules:
            self._by_id[rule.id] = rule
            if rule.recognizer is not None:
                self._by_recognizer.setdefault((rule.recognizer, rule.entity), rule)
        self._recognizers = {r.name: r for r in recognizers}

    def of(self, placed: Placed) -> tuple[Scope, Action]:
        """How far the hit reaches, and what is to be done."""
        rule = self._rule(placed)
        if rule is None:
            return Scope.SPAN, _action(Action.REDACT, placed, Certainty.CERTAIN)
        return rule.scope, _action(rule.action, placed, rule.certainty)

    def evidence(self, placed: Placed) -> Evidence:
        """Raises nothing: a hit without a rule has its recognizer's ground."""
        hit = placed.hit
        if hit.reason.startswith(TIMED_OUT):
            rule_id = hit.reason.removeprefix(TIMED_OUT)
            return Evidence(rule_id, hit.score, _NOT_RUN, None, Scope.SPAN, Action.REVIEW)
        scope, action = self.of(placed)
        rule = self._rule(placed)
        if rule is not None:
            return Evidence(rule.id, hit.score, rule.why, rule.law, scope, action, rule.placeholder)
        recognizer = self._recognizers.get(placed.recognizer)
        own = recognizer if isinstance(recognizer, Recognizer) else Recognizer
        return Evidence(hit.reason, hit.score, own.why, own.law or None, scope, action)

    def _rule(self, placed: Placed) -> Rule | None:
        hit = placed.hit
        if hit.reason in self._by_id:
            return self._by_id[hit.reason]
        return self._by_recognizer.get((placed.recognizer, hit.entity_type))


def _action(action: Action, placed: Placed, certainty: Certainty) -> Action:
    """A hit less sure than its rule is a person's to decide."""
    doubtful = placed.hit.certainty is Certainty.SUSPECT and certainty is Certainty.CERTAIN
    return Action.REVIEW if doubtful and action is Action.REDACT else action
