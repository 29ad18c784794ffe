"""`redactor audit` and `redactor rules` through the installed command."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

TEXT = "1. Budget\n\nPersonnumret 20121212-1212 står här.\n"
PACK = """id: hamn
version: 1.0.0
title: Hamnens regler
rules:
  - id: hamn.kod
    entity: HARBOUR_CODE
    pattern: 'KOD\\d{4}'
    law: "OSL 99:1"
    why: Koden är hemlig.
"""
EXAMPLES = """hamn.kod:
  hits:
    - {text: Här KOD1234 slut, span: KOD1234}
    - {text: KOD9999., span: KOD9999}
  misses: [KOD12, kod]
"""


@pytest.fixture
def logged(cli: Any) -> Any:
    cli.file("a.txt", TEXT)
    assert cli("redact", "a.txt", "-o", "b.txt").returncode == 0
    return cli


def test_log_is_read_and_exported(logged: Any) -> None:
    """verify, show, export and checkpoint read the log; an export verifies with the public key alone."""
    done = logged("audit", "verify")
    assert (done.returncode, done.stdout) == (0, b"The log is intact, records: 3\n")
    shown = logged("audit", "show").stdout.decode().splitlines()
    assert [line.split()[4] for line in shown] == ["receipt", "decision", "publication"]
    assert len(logged("audit", "show", "--document", "a.txt").stdout.splitlines()) == 3
    assert logged("audit", "show", "--document", "b.txt").stdout == b""
    exported = logged("audit", "export").stdout
    assert [json.loads(line)["seq"] for line in exported.splitlines()] == [1, 2, 3]
    rows = list(csv.DictReader(logged("audit", "export", "--format", "csv").stdout.decode().splitlines()))
    assert rows[1]["rule"] == "personuppgifter.personnummer"

    logged.file("log.jsonl", exported)
    logged.file("head.json", logged("audit", "checkpoint").stdout)
    logged.file("key.pem", logged("audit", "checkpoint", "--public-key").stdout)
    arguments = ("--checkpoint", "head.json", "--public-key", "key.pem")
    assert logged("audit", "verify", "log.jsonl", *arguments).returncode == 0
    logged.file("cut.jsonl", b"".join(exported.splitlines(keepends=True)[:-1]))
    done = logged("audit", "verify", "cut.jsonl", *arguments)
    assert (done.returncode, done.stderr) == (1, b"redactor: audit: line -: cut off\n")
    assert logged("audit", "verify", "log.jsonl").returncode == 2


def test_proofs(logged: Any) -> None:
    """A record, and the log's growth, are proved without the log; a stranger's checkpoint proves nothing."""
    logged.file("early.json", logged("audit", "checkpoint").stdout)
    logged.file("key.pem", logged("audit", "checkpoint", "--public-key").stdout)
    assert logged("redact", "a.txt", "-o", "c.txt").returncode == 0
    logged.file("late.json", logged("audit", "checkpoint").stdout)
    logged.file("record.json", logged("audit", "prove", "2").stdout)
    logged.file("growth.json", logged("audit", "prove", "--since", "early.json").stdout)
    key, early, late = (
        ("--public-key", "key.pem"),
        ("--checkpoint", "early.json"),
        ("--checkpoint", "late.json"),
    )
    done = logged("audit", "verify", "record.json", *key, *late)
    assert (done.returncode, done.stdout) == (0, b"The proof holds.\n")
    assert logged("audit", "verify", "growth.json", *key, *early, *late).returncode == 0
    for wrong in (("record.json", *key, *early), ("growth.json", *key, *early, *early)):
        done = logged("audit", "verify", *wrong)
        assert (done.returncode, done.stdout) == (1, b"The proof does not hold.\n")
    edited = (logged.folder / "record.json").read_bytes().replace(b'"redact"', b'"keep"')
    logged.file("edited.json", edited)
    assert logged("audit", "verify", "edited.json", *key, *late).returncode == 1
    for lacking in (("growth.json", *key, *late), ("record.json", *late), ("none.json", *key, *late)):
        assert logged("audit", "verify", *lacking).returncode in (2, 3)
    for asked in ((), ("99",), ("0",), ("2", "--since", "early.json"), ("--since", "record.json")):
        assert logged("audit", "prove", *asked).returncode == 2


def test_edited_log(logged: Any) -> None:
    """An edited record is exit 1 with its line, and no copy is made on top of it."""
    log = logged.data / "log.jsonl"
    log.write_bytes(log.read_bytes().replace(b'"action":"redact"', b'"action":"keep"'))
    done = logged("audit", "verify")
    assert (done.returncode, b"line 2: edited" in done.stderr) == (1, True)
    log.write_bytes(b"".join(log.read_bytes().splitlines(keepends=True)[:-1]))
    assert logged("redact", "a.txt", "-o", "c.txt").returncode == 5
    assert "c.txt" not in logged.files()


def test_no_log_is_not_an_empty_log(cli: Any, one_line: Any) -> None:
    """A mistyped folder is exit 2."""
    done = cli("audit", "verify", "--data", "elsewhere")
    assert done.returncode == 2
    assert "elsewhere" in one_line(done)
    assert not (cli.folder / "elsewhere").exists()


def test_rules(cli: Any) -> None:
    """list, check and explain know our packs and a stranger's."""
    pack: Path = cli.file("mine/hamn/pack.yaml", PACK.replace("99:1", "18:8"))
    cli.file("mine/hamn/examples.yaml", EXAMPLES)
    listed = cli("rules", "list", "--rules", "mine")
    assert (listed.returncode, listed.stderr) == (0, b"")
    assert "hamn.kod  HARBOUR_CODE" in listed.stdout.decode()
    assert "personuppgifter.personnummer" in listed.stdout.decode()
    explained = cli("rules", "explain", "hamn.kod", "--rules", pack.parent)
    assert (explained.returncode, "OSL 18:8" in explained.stdout.decode()) == (0, True)
    assert cli("rules", "explain", "none").returncode == 2
    cli.file("a.txt", "Här står KOD1234.\n")
    done = cli("check", "a.txt", "--rules", "mine", "--format", "json")
    assert [f["rule"] for f in json.loads(done.stdout)["documents"][0]["findings"]] == ["hamn.kod"]


def test_broken_pack(cli: Any, one_line: Any) -> None:
    """A pack that does not load is exit 2 with file and line, in every command that loads it."""
    cli.file("mine/hamn/pack.yaml", PACK)
    cli.file("mine/hamn/examples.yaml", EXAMPLES)
    cli.file("a.txt", "x")
    for arguments in (("rules", "check", "mine"), ("check", "a.txt", "--rules", "mine")):
        done = cli(*arguments)
        assert done.returncode == 2
        assert "mine/hamn/pack.yaml:8: " in one_line(done)


def test_rule_examples(cli: Any) -> None:
    """`rules test` is exit 0 when all examples hold, 1 when a rule misses its own."""
    held = cli("rules", "test")
    assert (held.returncode, held.stderr) == (0, b"")
    cli.file("mine/hamn/pack.yaml", PACK.replace("99:1", "18:8").replace("KOD\\d{4}", "KOD\\d{3}"))
    cli.file("mine/hamn/examples.yaml", EXAMPLES)
    failed = cli("rules", "test", "mine")
    assert failed.returncode == 1
    assert b"redactor: hamn.kod: " in failed.stderr
