"""An operator's own language model plugs in with one file."""

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from redactor import pipeline, recognizers
from redactor.domain.review import Action, Certainty, Role
from redactor.rulepack import builtin, load

FILE = '''
"""A language model that knows one name."""

from types import SimpleNamespace

from presidio_analyzer.nlp_engine import NlpArtifacts

from redactor.analyzer.engine import LightNlpEngine
from redactor.recognizers.nlp_engine import NlpEngineNames

NAME = "Zlurp Qvex"


class OneName(LightNlpEngine):
    loaded = 0

    def load(self):
        OneName.loaded += 1

    def is_loaded(self):
        return OneName.loaded > 0

    def process_text(self, text, language):
        at = text.find(NAME)
        found = [] if at < 0 else [
            SimpleNamespace(label_="PERSON", start_char=at, end_char=at + len(NAME)),
            SimpleNamespace(label_="LOCATION", start_char=0, end_char=4),
        ]
        return NlpArtifacts(found, [], [], [], None, language, scores=[0.7] * len(found))


class Names(NlpEngineNames):
    name = "one_name"

    def engine(self):
        return OneName()
'''


@pytest.fixture
def added(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """One more file in redactor/recognizers/."""
    (tmp_path / "one_name.py").write_text(FILE, encoding="utf-8")
    monkeypatch.setattr(recognizers, "__path__", [*recognizers.__path__, str(tmp_path)])
    yield
    sys.modules.pop("redactor.recognizers.one_name", None)


def test_what_the_engine_names_a_person_decides(added: None) -> None:
    """Its persons are findings with its score, nobody knows whose the name is, and its places are none."""
    setup = pipeline.Setup(load(builtin()), b"key", date(2026, 1, 15), ocr=lambda _: None)
    text = "1. Ärende\n\nZlurp Qvex 17\n"
    examined = pipeline.examine(text.encode(), "text/plain", setup)
    own = [
        (f, d)
        for f, d in zip(examined.findings, examined.decisions, strict=True)
        if f.evidence.rule == "one_name"
    ]
    ((finding, decision),) = own
    assert finding.span.cut(text) == "Zlurp Qvex"
    assert (finding.entity_type, finding.certainty, finding.role) == (
        "PERSON",
        Certainty.SUSPECT,
        Role.UNKNOWN,
    )
    assert decision.action is Action.REVIEW


def test_the_engine_is_loaded_once(added: None) -> None:
    """Not when the recognizers are gathered: when a text first comes."""
    found = next(r for r in recognizers.discover() if r.name == "one_name")
    module = sys.modules[type(found).__module__]
    assert module.OneName.loaded == 0
    assert [list(found.hits("Zlurp Qvex")) == list(found.hits("Zlurp Qvex")), module.OneName.loaded] == [
        True,
        1,
    ]
