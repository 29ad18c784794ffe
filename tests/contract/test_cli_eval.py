"""`redactor eval` through the installed command."""

import json
from typing import Any

TEXT = "Protokoll\n\nVilma Påhittad, 19121212-1212, överklagar beslutet.\n\nKarin Ek (S) yrkar bifall.\n"


def gold(**changes: Any) -> str:
    number = TEXT.index("1912")
    finding = {
        "entity_type": "SE_PERSONNUMMER",
        "layer": "body",
        "start": number,
        "end": number + 13,
        "action": "redact",
    }
    document = {"layers": [{"id": "body", "text": TEXT}], "findings": [finding | changes], "items": []}
    return json.dumps({"schema": "redactor/report/1", "documents": [document]})


def corpus(cli: Any, **changes: Any) -> None:
    cli.file("c/a.txt", TEXT)
    cli.file("c/a.gold.json", gold(**changes))


def test_json(cli: Any) -> None:
    """Figures with intervals, both ways of settling, and no text of the document."""
    corpus(cli)
    done = cli("eval", "c", "--format", "json")
    assert (done.returncode, done.stderr) == (0, b"")
    made = json.loads(done.stdout)
    assert made["schema"] == "redactor/eval/1"
    assert made["documents"]["measured"] == 1
    assert made["must_go"][-1]["recall"]["redact"]["hits"] == 1
    assert [failure["kind"] for failure in made["failures"]] == ["wrong"], "the name is not in the gold"
    assert made["not_measured"] == []
    assert b"Vilma" not in done.stdout


def test_table(cli: Any) -> None:
    """A line for each figure."""
    corpus(cli)
    done = cli("eval", "c")
    assert done.returncode == 0
    assert "SE_PERSONNUMMER" in done.stdout.decode()


def test_below_the_least_recall(cli: Any) -> None:
    """`--min` makes a missed datum exit 1; its text is shown only when asked for."""
    start = TEXT.index("bifall")
    corpus(cli, start=start, end=start + 6)
    done = cli("eval", "c", "--min", "0.5", "--format", "json")
    assert done.returncode == 1
    (failure,) = [f for f in json.loads(done.stdout)["failures"] if f["kind"] == "leak"]
    assert "text" not in failure
    assert b"bifall" in cli("eval", "c", "--show-text").stdout


def test_what_was_not_measured_is_told(cli: Any) -> None:
    """A document that cannot be read is no success: it is listed, and the exit says so."""
    corpus(cli)
    cli.file("c/b.txt", "")
    cli.file("c/b.gold.json", gold())
    done = cli("eval", "c", "--format", "json")
    assert done.returncode == 3
    made = json.loads(done.stdout)
    assert made["documents"]["measured"] == 1
    assert [found["path"] for found in made["not_measured"]] == ["c/b.txt"]


def test_wrong_use(cli: Any) -> None:
    """Gold without its document, gold that is no gold, and a folder without any are exit 2."""
    cli.file("c/a.gold.json", gold())
    assert cli("eval", "c").returncode == 2
    cli.file("d/a.txt", TEXT)
    assert cli("eval", "d").returncode == 2
    cli.file("d/a.gold.json", "{}")
    done = cli("eval", "d")
    assert (done.returncode, b"d/a.gold.json" in done.stderr) == (2, True)
    assert cli("eval", "nowhere").returncode == 3
