"""A stranger adds a recognizer with one file."""

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from redactor import pipeline, recognizers
from redactor.decide import OnReview
from redactor.report import document_report
from redactor.rulepack import builtin, load

RECOGNIZER = '''
"""Containernummer of the harbour."""

import re
from collections.abc import Iterator

from redactor.domain.document import Span
from redactor.domain.review import Certainty, Hit
from redactor.recognizers import Recognizer


class Container(Recognizer):
    name = "strangers_container"
    entities = ("CONTAINER",)
    law = "OSL 18:8"
    why = "Containernumret visar var godset står."

    def hits(self, text: str) -> Iterator[Hit]:
        for match in re.finditer(r"\\bBOX[A-Z]\\d{7}\\b", text):
            yield Hit(Span(*match.span()), "CONTAINER", 0.95, self.name, Certainty.CERTAIN)
'''
SOURCE = "1. Gods i hamnen\n\nContainern BOXU1234567 står på kajen.\n"


@pytest.fixture
def added(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """One more file in redactor/recognizers/."""
    (tmp_path / "strangers_container.py").write_text(RECOGNIZER)
    monkeypatch.setattr(recognizers, "__path__", [*recognizers.__path__, str(tmp_path)])
    yield
    sys.modules.pop("redactor.recognizers.strangers_container", None)


def setup() -> pipeline.Setup:
    return pipeline.Setup(load(builtin()), b"key", date(2026, 1, 15), ocr=lambda _: None)


def entities() -> list[str]:
    examined = pipeline.examine(SOURCE.encode(), "text/plain", setup())
    return [finding.entity_type for finding in examined.findings]


def test_without_the_file_nothing_is_found() -> None:
    """The number means nothing to us."""
    assert "CONTAINER" not in entities()


@pytest.mark.usefixtures("added")
def test_with_the_file_it_is_found_and_reported() -> None:
    """One file, no wiring: the finding is in the report with the recognizer's own law and why."""
    examined = pipeline.examine(SOURCE.encode(), "text/plain", setup())
    reported = document_report("a.txt", examined)
    (finding,) = [f for f in reported["findings"] if f["entity_type"] == "CONTAINER"]
    assert (finding["start"], finding["end"]) == (SOURCE.index("BOXU"), SOURCE.index(" står"))
    assert (finding["law"], finding["action"]) == ("OSL 18:8", "redact")
    assert finding["why"] == "Containernumret visar var godset står."


@pytest.mark.usefixtures("added")
def test_with_the_file_it_is_removed_and_proved() -> None:
    """The copy has the placeholder instead, and passes verification."""
    draft = pipeline.redact(SOURCE.encode(), "text/plain", setup(), OnReview.REDACT)
    assert draft.output.decode() == SOURCE.replace("BOXU1234567", "[Borttagen på grund av sekretess]")
    assert pipeline.prove(draft.output, "text/plain", draft.expected, setup()).output == draft.output


@pytest.mark.usefixtures("added")
def test_a_pack_may_say_what_follows_from_it(tmp_path: Path) -> None:
    """A rule with `recognizer:` gives law, action and why for its findings."""
    folder = tmp_path / "hamnen"
    folder.mkdir()
    (folder / "pack.yaml").write_text(
        "id: hamnen\nversion: 1\ntitle: Hamnen\nrules:\n"
        "  - {id: hamnen.container, entity: CONTAINER, recognizer: strangers_container, action: review,"
        " law: OSL 19:1, why: Avgör om godset är hemligt.}\n"
    )
    (folder / "examples.yaml").write_text(
        "hamnen.container:\n  hits:\n    - {text: Se BOXU1234567., span: BOXU1234567}\n"
        "    - {text: BOXA7654321, span: BOXA7654321}\n  misses: [BOX 12, boxu1234567]\n"
    )
    made = pipeline.Setup(load([*builtin(), folder]), b"key", date(2026, 1, 15), ocr=lambda _: None)
    examined = pipeline.examine(SOURCE.encode(), "text/plain", made)
    (finding,) = [f for f in examined.findings if f.entity_type == "CONTAINER"]
    assert (finding.evidence.law, finding.evidence.action) == ("OSL 19:1", "review")
    assert finding.evidence.why == "Avgör om godset är hemligt."
