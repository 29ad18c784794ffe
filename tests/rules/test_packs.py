"""The packs we ship and a stranger's: they load, their examples hold, faults are told of at once."""

import pickle
import time
from datetime import date
from pathlib import Path
from textwrap import dedent

import pytest

from redactor.examples import ExampleRunner, explain, run_examples
from redactor.rulepack import DocumentExample, LoadedPack, Packs, Rule, RulePackError, builtin, load

TODAY = date(2026, 1, 15)
PACKS = load(builtin())
RULES = [(loaded, rule) for loaded in PACKS.packs for rule in loaded.pack.rules]
DOCUMENTS = [(loaded, document) for loaded in PACKS.packs for document in loaded.examples.documents]

STRANGER = """\
id: hamnen
version: 0.1.0
title: Hamnens egna koder
rules:
  - id: hamnen.kajkod
    entity: KAJKOD
    pattern: '(?<!\\w)KAJ-[A-Z]{2}-\\d{3}(?!\\d)'
    law: OSL 18:8
    placeholder: Kajkod borttagen
    why: Kajkoden visar var larmet sitter.
"""
STRANGERS_EXAMPLES = """\
hamnen.kajkod:
  hits:
    - {text: Larmet sitter vid KAJ-NO-117., span: KAJ-NO-117}
    - {text: KAJ-SV-204 byts i maj., span: KAJ-SV-204}
  misses:
    - Kajen KAJ-NO är öppen.
    - Kod KAJ-NO-1175 finns inte.
documents:
  - name: larm.txt
    source: |
      1. Larm i hamnen

      Larmet vid KAJ-NO-117 byts.
    copy: |
      1. Larm i hamnen

      Larmet vid [Kajkod borttagen] byts.
"""


def stranger(folder: Path, pack: str = STRANGER, examples: str = STRANGERS_EXAMPLES) -> Path:
    folder.mkdir(parents=True)
    (folder / "pack.yaml").write_text(pack)
    (folder / "examples.yaml").write_text(examples)
    return folder


def with_ours(folder: Path) -> tuple[Packs, LoadedPack]:
    packs = load([*builtin(), folder])
    return packs, packs.packs[-1]


@pytest.fixture(scope="module")
def runner() -> ExampleRunner:
    return ExampleRunner(PACKS, TODAY)


def test_our_packs_are_there() -> None:
    """Markers, personal data, what singles somebody out, and the laws."""
    assert {version.id for version in PACKS.versions} == {"sekretess", "personuppgifter", "utpekande", "osl"}


@pytest.mark.parametrize(("loaded", "rule"), RULES, ids=[rule.id for _, rule in RULES])
def test_a_rules_examples_hold(runner: ExampleRunner, loaded: LoadedPack, rule: Rule) -> None:
    """It hits its hits, exactly, and leaves its misses alone, with all packs loaded together."""
    assert [f"{f.example}: {f.why}" for f in runner.of_rule(loaded, rule)] == []


@pytest.mark.parametrize(("loaded", "document"), DOCUMENTS, ids=[document.name for _, document in DOCUMENTS])
def test_a_packs_documents_become_their_copies(
    runner: ExampleRunner, loaded: LoadedPack, document: DocumentExample
) -> None:
    """Character for character."""
    assert [f.why for f in runner.of_document(loaded, document)] == []


@pytest.mark.parametrize("rule", [rule for _, rule in RULES], ids=[rule.id for _, rule in RULES])
def test_a_rule_is_explained(rule: Rule) -> None:
    """Its ground and its examples; a rule that redacts by itself names a ground or is a marker."""
    explained = explain(PACKS, rule.id)
    assert explained.rule is rule
    assert (explained.law is None) == (rule.law is None)
    assert len(explained.examples.hits) >= 2
    assert rule.law is not None or rule.entity == "SEKRETESS_MARKER" or rule.action != "redact"


@pytest.mark.parametrize("pack", sorted(builtin()[0].glob("*/pack.yaml")), ids=lambda path: path.parent.name)
def test_a_pack_has_a_readme_of_its_legal_basis(pack: Path) -> None:
    """Every pack we ship says where its rules come from."""
    assert "OSL" in (pack.parent / "README.md").read_text()


def test_loading_is_quick() -> None:
    """Loading all our packs is a small part of starting the program, also the examples (best of three)."""
    taken = []
    for _ in range(3):
        started = time.perf_counter()
        load(builtin())
        taken.append(time.perf_counter() - started)
    assert min(taken) < 0.2


def test_packs_go_to_another_process_and_back() -> None:
    """What is loaded is plain data."""
    assert pickle.loads(pickle.dumps(PACKS)) == PACKS


def test_a_strangers_rule_is_applied(tmp_path: Path) -> None:
    """A folder with two files adds a rule: its examples hold among ours, in a whole document too."""
    packs, loaded = with_ours(stranger(tmp_path / "hamnen"))
    assert loaded.pack.id == "hamnen"
    assert list(ExampleRunner(packs, TODAY).of_pack(loaded)) == []


def test_a_stranger_alone_runs_too(tmp_path: Path) -> None:
    """A pack needs none of our rules, only the laws."""
    assert run_examples(load([stranger(tmp_path / "hamnen")]), TODAY) == ()


@pytest.mark.parametrize(
    ("was", "becomes", "example", "said"),
    [
        ("span: KAJ-NO-117", "span: KAJ-NO", "hits 1", "ska träffa 'KAJ-NO' men träffar bara 'KAJ-NO-117'"),
        (
            "{text: KAJ-SV-204 byts i maj., span: KAJ-SV-204}",
            "{text: KAJ 1, span: KAJ 1}",
            "hits 2",
            "ingenting",
        ),
        ("- Kajen KAJ-NO är öppen.", "- Kajen KAJ-NO-118 är öppen.", "misses 1", "träffar 'KAJ-NO-118'"),
        ("vid [Kajkod borttagen] byts.", "vid KAJ-NO-117 byts.", "larm.txt", "rad 3 av kopian ska vara"),
        ("      Larmet vid [Kajkod borttagen] byts.\n", "", "larm.txt", "rader"),
    ],
)
def test_an_example_that_does_not_hold_is_told_of(
    tmp_path: Path, was: str, becomes: str, example: str, said: str
) -> None:
    """Which one, and what came instead."""
    assert was in STRANGERS_EXAMPLES
    folder = stranger(tmp_path / "hamnen", examples=STRANGERS_EXAMPLES.replace(was, becomes))
    (failure,) = run_examples(load([folder]), TODAY)
    assert (failure.pack, failure.example) == ("hamnen", example)
    assert said in failure.why


def test_a_document_that_cannot_be_read_is_a_failure(tmp_path: Path) -> None:
    """An example document must be one."""
    examples = dedent(STRANGERS_EXAMPLES) + '  - {name: tom.txt, source: "\\x01", copy: ""}\n'
    folder = stranger(tmp_path / "hamnen", examples=examples)
    (failure,) = run_examples(load([folder]), TODAY)
    assert (failure.rule, failure.example) == (None, "tom.txt")
    assert failure.why.startswith("Dokumentet är skadat")


def test_broken_packs_tell_everything_at_once(tmp_path: Path) -> None:
    """Beside our packs: two broken ones, each fault with file and line."""
    one = stranger(tmp_path / "ett", STRANGER.replace("OSL 18:8", "OSL 18"), "{}\n")
    two = stranger(tmp_path / "tva", STRANGER.replace("\\d{3}", "(").replace("why", "varför"))
    with pytest.raises(RulePackError) as caught:
        load([*builtin(), one, two])
    said = str(caught.value).splitlines()
    for place in (
        f"{one}/pack.yaml:5: ",
        f"{one}/pack.yaml:8: ",
        f"{two}/pack.yaml:7: ",
        f"{two}/pack.yaml:10: ",
    ):
        assert any(line.startswith(place) for line in said)
    assert all(line.startswith((str(one), str(two))) for line in said)
