"""Reading gold: a report that a person has set right."""

import json
from typing import Any

import pytest

from redactor.domain.review import Action
from redactor.errors import UsageError
from redactor.evaluation.gold import read_gold

FINDING = {"entity_type": "PERSON", "layer": "body", "start": 0, "end": 3, "action": "redact"}
ITEM = {"layer": "body", "start": 0, "end": 6, "verdict": "keep", "number": "3", "case_number": None}


def report(**changes: Any) -> bytes:
    document = {"layers": [{"id": "body", "text": "Ada Ek"}], "findings": [FINDING], "items": [ITEM]}
    return json.dumps({"schema": "redactor/report/1", "documents": [document | changes]}).encode()


def test_what_counts_is_read() -> None:
    """Place, entity, action and role of findings; verdict and number of items."""
    gold = read_gold("a.gold.json", report())
    (mention,), (item,) = gold.mentions, gold.items
    assert (mention.entity_type, mention.action, mention.role) == ("PERSON", Action.REDACT, None)
    assert (item.verdict, item.stays) == (Action.KEEP, "3")
    assert mention.span.cut(gold.layers[mention.layer]) == "Ada"


@pytest.mark.parametrize(
    ("content", "where"),
    [
        (b"{", "JSON"),
        (report().replace(b"report/1", b"report/2"), "schema"),
        (report(layers=None), "documents.0.layers"),
        (report(findings=[FINDING | {"action": "hide"}]), "documents.0.findings.0.action"),
        (report(findings=[FINDING | {"end": 7}]), "findings.0"),
        (report(findings=[FINDING | {"layer": "header:1"}]), "findings.0"),
        (report(items=[ITEM | {"start": 6}]), "items.0"),
    ],
)
def test_wrong_gold_is_told_with_its_place(content: bytes, where: str) -> None:
    """File and field, and no text of the document."""
    with pytest.raises(UsageError) as caught:
        read_gold("a.gold.json", content)
    told = caught.value.message("en")
    assert told.startswith(f"a.gold.json: the gold cannot be read at {where} (")
    assert "Ada" not in told


def test_a_report_of_several_documents_is_refused() -> None:
    """A gold is of one document."""
    content = json.loads(report())
    content["documents"] *= 2
    with pytest.raises(UsageError, match="2 != 1"):
        read_gold("a.gold.json", json.dumps(content).encode())
