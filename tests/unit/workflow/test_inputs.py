"""Decisions and terms as files."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from redactor.domain.records import PLACEHOLDER
from redactor.domain.review import Action
from redactor.errors import UsageError
from redactor.rulepack import Catalogue, builtin, load
from redactor.workflow.inputs import read_decisions, read_terms

NOW = datetime(2026, 3, 4, tzinfo=UTC)
DECISION = {"finding": "a" * 64, "action": "keep", "law": "OSL 26:1", "reason": "Skäl.", "actor": "reg"}
DECISIONS: dict[str, Any] = {
    "schema": "redactor/decisions/1",
    "document": "0" * 64,
    "decisions": [DECISION],
}


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load(builtin()).catalogue


def test_decisions(tmp_path: Path, catalogue: Catalogue) -> None:
    """A decision carries its law, reason, actor and the time it was handed in."""
    path = tmp_path / "d.json"
    path.write_text(json.dumps(DECISIONS))
    (decision,) = read_decisions(path, catalogue, NOW).decisions
    assert (decision.action, decision.law, decision.actor, decision.at) == (
        Action.KEEP,
        "OSL 26:1",
        "reg",
        NOW,
    )


@pytest.mark.parametrize(
    "content",
    [
        {**DECISIONS, "schema": "redactor/decisions/2"},
        {**DECISIONS, "document": "abc"},
        {**DECISIONS, "more": 1},
        {**DECISIONS, "decisions": [{**DECISION, "law": "OSL 99:1"}]},
        {**DECISIONS, "decisions": [{**DECISION, "law": "OSL 26"}]},
        {**DECISIONS, "decisions": [{**DECISION, "action": "review"}]},
        {**DECISIONS, "decisions": [{**DECISION, "actor": ""}]},
        {**DECISIONS, "decisions": [{**DECISION, "reason": "x" * 3000}]},
        {**DECISIONS, "decisions": [DECISION, DECISION]},
        [],
        "text",
    ],
)
def test_decisions_that_are_none(tmp_path: Path, catalogue: Catalogue, content: object) -> None:
    """Whatever is not redactor/decisions/1 is refused, and the message quotes none of it."""
    path = tmp_path / "d.json"
    path.write_text(json.dumps(content))
    with pytest.raises(UsageError) as caught:
        read_decisions(path, catalogue, NOW)
    assert "xxx" not in str(caught.value)


def test_terms(tmp_path: Path) -> None:
    """Blank lines, comments and the order mark are passed over; each term counts once."""
    path = tmp_path / "t.txt"
    path.write_bytes("\ufeff# x\r\n\r\n Bo Ek \r\nÅsa\r\nBo Ek\r\n".encode())
    assert read_terms(path, (PLACEHOLDER,)) == ("Bo Ek", "Åsa")


@pytest.mark.parametrize("term", ["sekretess", "PÅ  grund", "Borttag\u00aden", "borttagenpå", "på grund av"])
def test_term_inside_the_placeholder(tmp_path: Path, term: str) -> None:
    """A term that would be found in the placeholder is refused with its line."""
    path = tmp_path / "t.txt"
    path.write_text(f"ok\n{term}\n")
    with pytest.raises(UsageError, match=":2:"):
        read_terms(path, (PLACEHOLDER,))


@pytest.mark.parametrize("term", ["Ek", "Gru", "agen"])
def test_term_that_only_looks_so(tmp_path: Path, term: str) -> None:
    """A short term inside a word of the placeholder is never found there, so it may be used."""
    path = tmp_path / "t.txt"
    path.write_text(f"{term}\n")
    assert read_terms(path, (PLACEHOLDER,)) == (term,)


def test_missing_terms(tmp_path: Path) -> None:
    """An option's missing file is wrong use, not an unreadable document."""
    with pytest.raises(UsageError):
        read_terms(tmp_path / "none.txt", (PLACEHOLDER,))
