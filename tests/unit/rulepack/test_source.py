"""YAML read as text, with lines."""

from pathlib import Path

import pytest

from redactor.rulepack.source import MAX_BYTES, MAX_DEPTH, Problem, Source, read

PATH = Path("pack.yaml")


def parsed(text: str | bytes) -> Source:
    problems: list[Problem] = []
    source = read(PATH, text.encode() if isinstance(text, str) else text, problems)
    assert problems == []
    assert source is not None
    return source


def refused(text: str | bytes) -> list[tuple[int, str]]:
    problems: list[Problem] = []
    read(PATH, text.encode() if isinstance(text, str) else text, problems)
    return [(problem.line, problem.message) for problem in problems]


@pytest.mark.parametrize(
    "scalar", ["1:23", "010101", "no", "off", "1e3", "2024-05-16", "0x1F", "true", "1_000", "=", "<<"]
)
def test_plain_scalars_stay_text(scalar: str) -> None:
    """What YAML would make a number, a date or a truth value stays as it is written."""
    assert parsed(f"a: {scalar}\n").value == {"a": scalar}


@pytest.mark.parametrize("key", ["1:23", "no", "010101", "7 a"])
def test_keys_stay_text(key: str) -> None:
    """Keys are text too."""
    assert parsed(f"{key}: x\n").value == {key: "x"}


@pytest.mark.parametrize("nothing", ["null", "~", ""])
def test_plain_null_is_nothing(nothing: str) -> None:
    """An unquoted null, tilde or empty value is None."""
    assert parsed(f"a: {nothing}\n").value == {"a": None}


@pytest.mark.parametrize("quoted", ["'null'", '"null"', "'~'"])
def test_quoted_null_is_text(quoted: str) -> None:
    """In quotes it is text."""
    assert parsed(f"a: {quoted}\n").value == {"a": quoted[1:-1]}


def test_an_empty_file_is_nothing() -> None:
    """A file without a document has no value, and that is no YAML error."""
    assert parsed("# only a comment\n").value is None


def test_a_byte_order_mark_is_passed_over() -> None:
    """Windows editors write one."""
    assert parsed(b"\xef\xbb\xbfa: b\n").value == {"a": "b"}


def test_every_value_knows_its_line() -> None:
    """A problem at a value is told of on the line of its key or list entry."""
    source = parsed("a:\n  - x\n  - b: |\n      text\n    c:\n      d\n")
    assert source.problem(("a", 1, "c"), "!").line == 5
    assert source.problem(("a", 0), "!").line == 2


def test_a_missing_value_is_told_of_where_it_should_stand() -> None:
    """A problem at something that isn't there gets the line of what is around it."""
    assert parsed("a:\n  - x\n  - b: c\n").problem(("a", 1, "why"), "!").line == 3


def test_a_problem_reads_as_path_line_message() -> None:
    """The form that editors and shells jump to."""
    assert str(Problem(PATH, 7, "fel")) == "pack.yaml:7: fel"


def test_duplicate_keys_are_refused_each_on_its_line() -> None:
    """All duplicates of a file are told of, on the second one's line."""
    found = refused("a: 1\nb: 2\na: 3\nc:\n  d: 1\n  d: 2\n")
    assert found == [(3, "nyckeln a står två gånger"), (6, "nyckeln d står två gånger")]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: &x 1\nb: 2\n", 1),
        ("a: 1\nb: *x\n", 2),
        ("a: [&x [1], *x]\n", 1),
        ("a: !!python/object:os.system x\n", 1),
        ("a: 1\nb: !!set {x}\n", 2),
        ("a: 1\n---\nb: 2\n", 2),
        ("? [a]\n: b\n", 1),
        ("a: [1\nb: 2\n", 2),
        ("a: 'x\n", 2),
        ("a: \x07\n", 1),
        (b"a: b\nc: \xff\n", 2),
    ],
)
def test_what_is_no_plain_yaml_is_refused_with_its_line(text: str | bytes, line: int) -> None:
    """Anchors, aliases, tags, two documents, keys that are no text, broken YAML, other encodings."""
    found = refused(text)
    assert [problem[0] for problem in found] == [line]


@pytest.mark.parametrize("opening", ["[", "- ", "{a: "])
def test_deep_nesting_is_refused(opening: str) -> None:
    """A file nested a hundred thousand deep is refused, not followed."""
    assert "djupt" in refused(opening * 100_000)[0][1]


def test_nesting_to_the_limit_is_read() -> None:
    """The limit itself is allowed, one more is not."""
    assert parsed("[" * MAX_DEPTH + "x" + "]" * MAX_DEPTH).value is not None
    assert refused("[" * (MAX_DEPTH + 1) + "x" + "]" * (MAX_DEPTH + 1))


def test_a_huge_file_is_refused() -> None:
    """A file over the limit is not parsed."""
    assert "för stor" in refused("#" * (MAX_BYTES + 1))[0][1]
