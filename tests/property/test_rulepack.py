"""What holds for any pack text."""

from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from redactor.rulepack import RulePackError, builtin, load
from redactor.rulepack.patterns import problem_of
from redactor.rulepack.source import Problem, read

PATH = Path("pack.yaml")
SCALARS = st.text(
    st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="\ufeff\u2028\u2029\x85")
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(SCALARS, inner, max_size=4),
    max_leaves=12,
)
CATALOGUE = load([builtin()[0] / "osl"]).catalogue


@given(VALUES)
def test_any_text_survives_the_way_through_yaml(value: object) -> None:
    """Written by PyYAML with quotes and read here, every text is itself, and every value has a line."""
    text = yaml.dump(value, default_style='"', allow_unicode=True)
    problems: list[Problem] = []
    source = read(PATH, text.replace("!!set", "").encode(), problems)
    assert problems == []
    assert source is not None
    assert source.value == value
    assert set(source.lines.values()) <= set(range(1, text.count("\n") + 2))


@given(
    st.binary(max_size=300)
    | st.text(max_size=300).map(str.encode)
    | st.text("[]{}:-&*!|>'\"#\n ab", max_size=200).map(str.encode)
)
def test_no_bytes_break_the_reader(content: bytes) -> None:
    """Whatever the bytes, there is a value or a problem with a line of the file."""
    problems: list[Problem] = []
    source = read(PATH, content, problems)
    assert (source is None) <= bool(problems)
    # YAML counts some other characters as line breaks too.
    assert all(1 <= problem.line <= len(content) + 1 for problem in problems)


# Each example reads files and the catalogue: how long that takes says nothing of the pack.
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(VALUES)
def test_a_pack_of_anything_loads_or_is_a_pack_error(tmp_path: Path, value: object) -> None:
    """No value makes another error than the one with file and line."""
    (tmp_path / "pack.yaml").write_text(yaml.dump(value, default_style='"', allow_unicode=True))
    with pytest.raises(RulePackError, match=r"pack\.yaml:\d+: "):
        load([tmp_path])


@given(st.text(max_size=40) | st.from_regex(r"OSL \d{1,2}:\d{1,2}( [a-z])?( \d st)?", fullmatch=True))
def test_a_law_is_refused_or_described(law: str) -> None:
    """Exactly the laws without a problem have a description, and OSL 1–14 always have one."""
    if CATALOGUE.problem(law) is None:
        assert CATALOGUE.describe(law).startswith(f"{law}: ")
    else:
        with pytest.raises(KeyError):
            CATALOGUE.describe(law)


@given(st.sampled_from(sorted(CATALOGUE.chapters)), st.sampled_from(["kap.", "kap", ""]), st.booleans())
def test_a_whole_chapter_never_passes(chapter: int, word: str, named: bool) -> None:
    """However it is written."""
    assert CATALOGUE.problem(f"{'OSL ' if named else ''}{chapter} {word}".strip()) is not None


@given(st.text(r"ab()[]{}*+?\|.^$:<>=!P,01", max_size=25))
def test_any_pattern_gets_an_answer(pattern: str) -> None:
    """The check raises nothing, whatever the pattern."""
    answer = problem_of(pattern)
    assert answer is None or answer.startswith("mönstret ")
