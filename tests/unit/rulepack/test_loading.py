"""Packs from folders: what is taken, and every reason why not."""

import hashlib
from pathlib import Path
from textwrap import indent

import pytest

from redactor.domain.review import Action, Certainty, Scope
from redactor.rulepack import Packs, RulePackError, Unless, Where, Within, builtin, load

HEAD = "id: extra\nversion: 1.0.0\ntitle: Ett paket\nrules:\n"
RULE = """\
- id: extra.kod
  entity: SEKRETESS_MARKER
  pattern: 'KOD-\\d{4}'
  law: OSL 26:1
  why: Koden är hemlig.
"""
EXAMPLES = """\
extra.kod:
  hits:
    - {text: Se KOD-1234 här., span: KOD-1234}
    - {text: KOD-9999, span: KOD-9999}
  misses: [KOD-123, kod-1234]
"""


def pack(folder: Path, rules: str = RULE, examples: str | None = EXAMPLES, head: str = HEAD) -> Path:
    folder.mkdir(parents=True)
    (folder / "pack.yaml").write_text(head + indent(rules, "  "))
    if examples is not None:
        (folder / "examples.yaml").write_text(examples)
    return folder


def problems(*folders: Path) -> list[str]:
    with pytest.raises(RulePackError) as caught:
        load(folders)
    return str(caught.value).splitlines()


def test_a_pack_loads_with_its_examples(tmp_path: Path) -> None:
    """Rule, defaults, examples and version are there."""
    packs = load([pack(tmp_path / "extra")])
    rule = packs.rule("extra.kod")
    assert packs.rules == (rule,)
    assert (rule.scope, rule.action, rule.certainty) == (Scope.SPAN, Action.REDACT, Certainty.CERTAIN)
    assert (rule.where, rule.unless, rule.placeholder) == ((), (), None)
    assert packs.examples("extra.kod").misses == ("KOD-123", "kod-1234")


def test_unknown_ids_are_key_errors(tmp_path: Path) -> None:
    """Asking for a rule or examples that no pack has is the caller's error."""
    packs = load([pack(tmp_path / "extra")])
    with pytest.raises(KeyError):
        packs.rule("extra.annat")
    with pytest.raises(KeyError):
        packs.examples("extra.annat")


def test_every_field_of_a_rule_is_read(tmp_path: Path) -> None:
    """The whole of contract.md's rule."""
    rule = """\
- id: extra.kod
  entity: SEKRETESS_MARKER
  scope: item
  terms: [no, 1:23]
  context: [sekretess]
  unless:
    - {terms: [ej], within: line}
    - {pattern: 'rutin\\w*', within: heading}
    - {terms: [ej], pattern: null, within: line}
  requires: [{entities: [PERSON], terms: [barn], within: item}]
  where: [heading, under_heading, body, table_column, contents, stamp]
  fold: [case, ocr, accents]
  certainty: suspect
  action: review
  law: null
  placeholder: Borta
  why: Därför.
"""
    loaded = load([pack(tmp_path / "extra", rule)]).rule("extra.kod")
    assert loaded.terms == ("no", "1:23")
    assert loaded.unless[0] == Unless(terms=("ej",), within=Within.LINE)
    assert loaded.unless[2] == loaded.unless[0]
    assert loaded.requires[0].entities == ("PERSON",)
    assert set(loaded.where) == set(Where)
    assert (loaded.law, loaded.placeholder, loaded.action) == (None, "Borta", Action.REVIEW)


def test_a_folder_of_packs_is_searched(tmp_path: Path) -> None:
    """Either a pack's folder or the folder above is given; nothing is read twice."""
    folder = pack(tmp_path / "extra")
    assert [loaded.folder for loaded in load([tmp_path, folder]).packs] == [folder]


def test_our_catalogue_is_there_when_none_is_given(tmp_path: Path) -> None:
    """A stranger's pack alone is checked against the laws we ship."""
    packs = load([pack(tmp_path / "extra")])
    assert packs.catalogue.has_section(26, "1")
    assert [version.id for version in packs.versions] == ["extra", "osl"]


def test_a_version_is_the_hash_of_what_was_read(tmp_path: Path) -> None:
    """SHA-256 of pack.yaml and examples.yaml, one after the other."""
    folder = pack(tmp_path / "extra")
    content = (folder / "pack.yaml").read_bytes() + (folder / "examples.yaml").read_bytes()
    version = load([folder]).versions[0]
    assert (version.id, version.version) == ("extra", "1.0.0")
    assert version.sha256 == hashlib.sha256(content).hexdigest()


def test_later_packs_add_rules(tmp_path: Path) -> None:
    """Packs keep the order in which they are given."""
    one = pack(tmp_path / "one")
    two = pack(
        tmp_path / "two",
        RULE.replace("extra.", "mer."),
        EXAMPLES.replace("extra.", "mer."),
        HEAD.replace("extra", "mer"),
    )
    assert [rule.id for rule in load([two, one]).rules] == ["mer.kod", "extra.kod"]


def test_the_same_rule_twice_is_an_error(tmp_path: Path) -> None:
    """Also across packs; the second is named, and so is a pack's id."""
    one, two = pack(tmp_path / "one"), pack(tmp_path / "two")
    assert problems(one, two) == [
        f"{two}/pack.yaml:1: paketet extra finns redan",
        f"{two}/pack.yaml:5: regeln extra.kod finns redan",
    ]


def test_a_second_catalogue_is_an_error(tmp_path: Path) -> None:
    """There is one catalogue of laws."""
    other = tmp_path / "annan"
    other.mkdir()
    text = "id: b\nversion: 1\ntitle: t\nkind: catalogue\nsource: s\nchapters: {}\ngrounds: {}\n"
    (other / "pack.yaml").write_text(text)
    assert problems(*builtin(), other) == [
        f"{other}/pack.yaml:4: det finns redan en katalog (kind: catalogue)"
    ]


@pytest.mark.parametrize(
    ("law", "said"),
    [
        ("OSL 26", "helt kapitel"),
        ("39 kap.", "helt kapitel"),
        ("OSL 10:4", "ingen sekretessgrund"),
        ("OSL 26:99", "har ingen 99 §"),
        ("hittepå 3", "inget lagrum"),
    ],
)
def test_a_law_that_does_not_hold_is_told_of_on_its_line(tmp_path: Path, law: str, said: str) -> None:
    """The rule's `law` is held against the catalogue."""
    folder = pack(tmp_path / "extra", RULE.replace("OSL 26:1", law))
    (problem,) = problems(folder)
    assert problem.startswith(f"{folder}/pack.yaml:8: ")
    assert said in problem


@pytest.mark.parametrize(
    ("was", "becomes", "line", "said"),
    [
        ("pattern: 'KOD-\\d{4}'", "pattern: 'KOD-('", 7, "inget giltigt reguljärt uttryck"),
        ("pattern: 'KOD-\\d{4}'", "pattern: '(?:\\w+)+x'", 7, "utan tak"),
        ("pattern: 'KOD-\\d{4}'", "pattern: '(K)?'", 7, "tom text"),
        ("pattern: 'KOD-\\d{4}'", "terms: []", 5, "exakt ett av"),
        ("pattern: 'KOD-\\d{4}'", "pattern: a\n  terms: [b]", 5, "exakt ett av"),
        ("pattern: 'KOD-\\d{4}'", "terms: b", 7, "rules.terms: ska vara en lista"),
        ("pattern: 'KOD-\\d{4}'", "terms: [a, [b]]", 7, "ska vara en text"),
        ("pattern: 'KOD-\\d{4}'", "terms: [a, ' ']", 7, "har fel form"),
        ("pattern: 'KOD-\\d{4}'", "terms: [a, '']", 7, "får inte vara tom"),
        ("  why: Koden är hemlig.", "", 5, "rules.why: nyckeln saknas"),
        ("why:", "varför:", 9, "rules.varför: okänd nyckel"),
        ("entity: SEKRETESS_MARKER", "entity: marker", 6, "har fel form"),
        ("  law: OSL", "  action: maybe\n  law: OSL", 8, "redact, review eller keep"),
        ("  law: OSL", "  where: [body, foot]\n  law: OSL", 8, "heading, under_heading"),
        ("  law: OSL", "  unless: [{terms: [a], pattern: b, within: line}]\n  law: OSL", 8, "antingen terms"),
        ("  law: OSL", "  unless: [{within: line}]\n  law: OSL", 8, "antingen terms"),
        ("  law: OSL", "  unless: [{pattern: '(', within: line}]\n  law: OSL", 8, "inget giltigt"),
        ("  law: OSL", "  requires: [{within: line}]\n  law: OSL", 8, "entities eller terms"),
        ("  law: OSL", "  requires: [{terms: [a], within: span}]\n  law: OSL", 8, "line, heading eller item"),
        ("  law: OSL", "  law: OSL 25:1\n  law: OSL", 9, "nyckeln law står två gånger"),
        ("- id: extra.kod", "- id: extra..kod", 5, "har fel form"),
    ],
)
def test_what_is_wrong_in_a_rule_is_told_of_on_its_line(
    tmp_path: Path, was: str, becomes: str, line: int, said: str
) -> None:
    """Unknown keys, wrong values, missing keys, bad patterns and conditions."""
    assert was in RULE
    folder = pack(tmp_path / "extra", RULE.replace(was, becomes))
    found = [problem for problem in problems(folder) if said in problem]
    assert [problem.startswith(f"{folder}/pack.yaml:{line}: ") for problem in found] == [True]


@pytest.mark.parametrize(
    ("examples", "file", "line", "said"),
    [
        (None, "pack.yaml", 1, "examples.yaml saknas"),
        ("documents: []\n", "pack.yaml", 5, "regeln extra.kod saknar exempel"),
        ("", "examples.yaml", 1, "regel-id:n som nycklar"),
        (EXAMPLES.replace(", kod-1234", ""), "examples.yaml", 1, "minst 2 hits och 2 misses"),
        (
            EXAMPLES.replace("    - {text: KOD-9999, span: KOD-9999}\n", ""),
            "examples.yaml",
            1,
            "minst 2 hits",
        ),
        (EXAMPLES.replace("span: KOD-1234", "span: KOD-4321"), "examples.yaml", 3, "exakt en gång"),
        (
            EXAMPLES.replace("text: KOD-9999,", "text: KOD-9999 KOD-9999,"),
            "examples.yaml",
            4,
            "exakt en gång",
        ),
        (EXAMPLES + EXAMPLES.replace("kod:", "annan:"), "examples.yaml", 6, "ingen regel extra.annan"),
        (EXAMPLES + "documents:\n  - {name: a, source: b}\n", "examples.yaml", 7, "copy: nyckeln saknas"),
        (EXAMPLES + "documents:\n  - {name: a\n", "examples.yaml", 8, "ogiltig YAML"),
    ],
)
def test_a_rule_without_its_examples_does_not_load(
    tmp_path: Path, examples: str | None, file: str, line: int, said: str
) -> None:
    """Two hits with a span that stands once, two misses, no examples of other rules."""
    folder = pack(tmp_path / "extra", examples=examples)
    found = [problem for problem in problems(folder) if said in problem]
    assert [problem.startswith(f"{folder}/{file}:{line}: ") for problem in found] == [True]


def test_documents_are_read_with_their_copies(tmp_path: Path) -> None:
    """Line breaks and all."""
    documents = "documents:\n  - name: a.txt\n    source: |\n      Se KOD-1234.\n    copy: |\n      Se X.\n"
    (document,) = load([pack(tmp_path / "extra", examples=EXAMPLES + documents)]).packs[0].examples.documents
    assert (document.name, document.source, document.copy_text) == ("a.txt", "Se KOD-1234.\n", "Se X.\n")


def test_everything_wrong_everywhere_is_told_of_at_once(tmp_path: Path) -> None:
    """Two packs with several faults each, one unreadable as YAML, and a folder that isn't there."""
    one = pack(tmp_path / "one", RULE.replace("OSL 26:1", "OSL 26").replace("entity:", "enhet:"), "x: [\n")
    two = pack(tmp_path / "two", RULE.replace("\\d{4}", "("), None, HEAD.replace("id: extra", "id: mer"))
    three = pack(tmp_path / "three", head="id: 'x\n")
    said = "\n".join(problems(one, two, three, tmp_path / "none"))
    for place in ("one/pack.yaml:6", "one/pack.yaml:8", "one/pack.yaml:5", "one/examples.yaml:2"):
        assert f"{tmp_path}/{place}: " in said
    for place in ("two/pack.yaml:1", "two/pack.yaml:7", "three/pack.yaml:", "none:1"):
        assert f"{tmp_path}/{place}" in said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "1: ska ha nycklar"),
        ("- a\n- b\n", "1: ska ha nycklar"),
        ("bara text\n", "1: ska ha nycklar"),
        ("id: a\ntitle: t\nrules: []\n", "1: version: nyckeln saknas"),
        ("id: a\nversion: 1\ntitle: t\nrules:\n", "4: rules: ska vara en lista"),
        ("id: a\nversion: 1\ntitle: t\nrules: [a]\n", "4: rules: ska ha nycklar"),
        ("id: a\nversion: 1\ntitle: t\nkind: ruler\nrules: []\n", "4: kind: ska vara rules"),
        ("id: a\nversion: 1\ntitle: t\nkind: [rules]\nrules: []\n", "4: kind: ska vara rules"),
        (
            "id: a\nversion: 1\ntitle: t\nkind: catalogue\nsource: s\ngrounds: {}\n",
            "chapters: nyckeln saknas",
        ),
        (
            "id: a\nversion: 1\ntitle: t\nkind: catalogue\nchapters: {x: {title: t}}\n",
            "5: chapters.x: ska vara ett",
        ),
    ],
)
def test_a_pack_that_is_none_is_refused(tmp_path: Path, text: str, said: str) -> None:
    """No mapping, missing keys, an unknown kind, a catalogue without chapters."""
    (tmp_path / "pack.yaml").write_text(text)
    (tmp_path / "examples.yaml").write_text("documents: []\n")
    assert said in "\n".join(problems(tmp_path))


def test_a_file_that_may_not_be_read_is_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The operating system's reason is given, at the file."""

    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    folder = pack(tmp_path / "extra")
    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert f"{folder}/pack.yaml:1: filen kan inte läsas (Permission denied)" in problems(folder)


def test_it_is_wrong_use() -> None:
    """A pack that does not load is exit 2, in both languages."""
    with pytest.raises(RulePackError) as caught:
        load([Path("/nowhere")])
    assert caught.value.exit_code == 2
    assert caught.value.message("sv") == "/nowhere:1: mappen finns inte eller har ingen pack.yaml"


def test_what_is_loaded_cannot_be_changed(tmp_path: Path) -> None:
    """Rules are frozen."""
    packs: Packs = load([pack(tmp_path / "extra")])
    with pytest.raises(ValueError, match="frozen"):
        packs.rules[0].why = "annat"
