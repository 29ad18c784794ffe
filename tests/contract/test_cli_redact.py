"""`redactor redact` and `verify` through the installed command: one document."""

import hashlib
import json
from typing import Any

import pytest

from redactor.domain.records import PLACEHOLDER
from tests.docx_builder import Builder, plain, read

AGENDA = """Kallelse till socialnämnden

1. Val av justerare

Nämnden utser Karin Ek (S).

2. Ansökan om bistånd, sekretess

SN-2025-0113

Sökande: Vilma Påhittad, 19121212-1212, tel. 070-1740605.

3. Budget

Personnumret 20121212-1212 står här av misstag.
"""
SECRETS = ("Vilma", "Påhittad", "1212", "1740605", "bistånd")


def test_copy_report_and_log(cli: Any) -> None:
    """The copy lacks the secrets and keeps the rest; original, report and log are as they should be."""
    cli.file("a.txt", AGENDA)
    done = cli("redact", "a.txt", "-o", "b.txt", "--report", "r.json")
    assert (done.returncode, done.stderr) == (0, b"")
    copy = (cli.folder / "b.txt").read_text()
    assert not [secret for secret in SECRETS if secret in copy]
    assert f"2. {PLACEHOLDER}\n\nSN-2025-0113\n\n{PLACEHOLDER}\n\n3. Budget" in copy
    assert f"Personnumret [{PLACEHOLDER}] står här av misstag." in copy
    assert (cli.folder / "a.txt").read_text() == AGENDA
    assert cli.files() == {"a.txt", "b.txt", "r.json"}
    (document,) = json.loads((cli.folder / "r.json").read_text())["documents"]
    assert document["output"]["sha256"] == hashlib.sha256(copy.encode()).hexdigest()
    assert document["output"]["placeholders"] == 3
    assert document["output"]["verified_by"]
    records = [json.loads(line) for line in (cli.data / "log.jsonl").read_text().splitlines()]
    assert [records[0]["event"], records[-1]["event"]] == ["receipt", "publication"]
    decided = {r["finding"] for r in records if r["event"] == "decision"}
    assert decided == {f["id"] for f in document["findings"]}
    # Nothing on the screen, in the report or in the log tells of the document; the log has no bare hash.
    log = (cli.data / "log.jsonl").read_text()
    told = done.stdout.decode() + (cli.folder / "r.json").read_text() + log
    assert not [secret for secret in SECRETS if secret in told]
    assert document["sha256"] not in log


def test_pipes_and_replacing(cli: Any) -> None:
    """`-o -` writes the same copy and nothing else; an existing OUT is replaced; OUT may be a folder."""
    cli.file("a.txt", AGENDA)
    cli.file("b.txt", "old")
    (cli.folder / "out").mkdir()
    assert cli("redact", "a.txt", "-o", "b.txt").returncode == 0
    assert cli("redact", "a.txt", "-o", "out").returncode == 0
    piped = cli("redact", "-", "--type", "txt", "-o", "-", stdin=AGENDA.encode())
    assert (piped.returncode, piped.stderr) == (0, b"")
    copy = (cli.folder / "b.txt").read_bytes()
    assert piped.stdout == copy == (cli.folder / "out" / "a.txt").read_bytes()
    # A copy is its own copy.
    assert cli("redact", "b.txt", "-o", "c.txt").returncode == 0
    assert (cli.folder / "c.txt").read_bytes() == copy
    assert cli.files() == {"a.txt", "b.txt", "c.txt", "out/a.txt"}
    assert b"intact, records" in cli("audit", "verify").stdout


def test_on_review_stop(cli: Any) -> None:
    """What needs a person stops the copy with exit 1 and a report, and is told in the log."""
    cli.file("a.txt", "1. Bidrag\n\nBesök hos Gun Påhittad på Storgatan 12, Ängelby.\n\nnr 191212121213\n")
    kept = cli("redact", "a.txt", "-o", "keep.txt", "--on-review", "keep", "--report", "r.json")
    assert kept.returncode == 0
    (document,) = json.loads(cli("check", "a.txt", "--format", "json").stdout)["documents"]
    assert document["verdict"] == "review", "the example must hold something for a person"
    done = cli("redact", "a.txt", "-o", "b.txt", "--on-review", "stop", "--report", "s.json")
    assert done.returncode == 1
    assert cli.files() == {"a.txt", "keep.txt", "r.json", "s.json"}
    (document,) = json.loads((cli.folder / "s.json").read_text())["documents"]
    assert (document["verdict"], "output" in document) == ("review", False)
    assert '"event":"refusal"' in (cli.data / "log.jsonl").read_text()


def test_decisions(cli: Any) -> None:
    """A person's decisions hold, stand in the log under her name, and verify knows them by the report."""
    source = cli.file("a.txt", AGENDA)
    (document,) = json.loads(cli("check", "a.txt", "--format", "json").stdout)["documents"]
    stray = AGENDA.index("20121212-1212")
    (finding,) = [f for f in document["findings"] if f["start"] == stray]
    decision = {
        "finding": finding["id"],
        "action": "keep",
        "law": "DSL 3:10",
        "reason": "Påhittat nummer.",
        "actor": "reg@example.com",
    }
    decisions = {
        "schema": "redactor/decisions/1",
        "document": hashlib.sha256(source.read_bytes()).hexdigest(),
        "decisions": [decision],
    }
    cli.file("d.json", json.dumps(decisions))
    done = cli("redact", "a.txt", "-o", "b.txt", "--decisions", "d.json", "--report", "r.json")
    assert (done.returncode, done.stderr) == (0, b"")
    assert "20121212-1212" in (cli.folder / "b.txt").read_text()
    assert '"actor":"reg@example.com"' in (cli.data / "log.jsonl").read_text()
    assert cli("verify", "b.txt", "--original", "a.txt", "--report", "r.json").returncode == 0
    assert cli("verify", "b.txt", "--original", "a.txt").returncode == 1
    wrong = [
        {**decisions, "document": "0" * 64},
        {**decisions, "decisions": [{**decision, "finding": "0" * 64}]},
    ]
    for number, content in enumerate(wrong):
        cli.file("w.json", json.dumps(content))
        done = cli("redact", "a.txt", "-o", "never.txt", "--decisions", "w.json")
        assert (done.returncode, len(done.stderr.splitlines())) == (2, 1), number
    assert "never.txt" not in cli.files()


def test_terms(cli: Any) -> None:
    """A term goes in every writing, whoever bears it; the terms themselves are told nowhere."""
    cli.file("a.txt", "1. Budget\n\nProjekt Grå-\nlom kostar. GRÅLOM igen.\n\nKarin Ek (S), ordförande\n")
    cli.file("t.txt", "# hemliga\n\nGrålom\nKarin Ek\n")
    done = cli("redact", "a.txt", "-o", "b.txt", "--terms", "t.txt", "--report", "r.json")
    assert (done.returncode, done.stderr) == (0, b"")
    copy = (cli.folder / "b.txt").read_text()
    assert "lom" not in copy.casefold()
    assert "Karin" not in copy
    told = (cli.folder / "r.json").read_text() + (cli.data / "log.jsonl").read_text()
    assert "Grålom" not in told
    assert '"TERM"' in told


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"sekretess\n", ":1:"),
        (b"ok\n\n# x\nBorttagen p\xc3\xa5 grund\n", ":4:"),
        (b"\xe5\xe4\xf6\n", "UTF-8"),
        (b"---\n", ":1:"),
    ],
)
def test_terms_that_cannot_be_used(cli: Any, one_line: Any, content: bytes, told: str) -> None:
    """A term inside the placeholder, without letters, or not UTF-8 is exit 2 with the line's number."""
    cli.file("a.txt", AGENDA)
    cli.file("t.txt", content)
    done = cli("redact", "a.txt", "-o", "b.txt", "--terms", "t.txt")
    assert done.returncode == 2
    assert told in one_line(done)
    assert cli.files() == {"a.txt", "t.txt"}


def test_personal_placeholder(cli: Any) -> None:
    """The caller's words stand for personal data in public items, not for secret items."""
    cli.file("a.txt", AGENDA)
    arguments = ("redact", "a.txt", "-o", "b.txt", "--personal-placeholder", "Personuppgift borttagen")
    assert cli(*arguments).returncode == 0
    copy = (cli.folder / "b.txt").read_text()
    assert "Personnumret [Personuppgift borttagen] står" in copy
    assert f"2. {PLACEHOLDER}\n" in copy


def test_verify(cli: Any) -> None:
    """A clean copy is exit 0, residue is exit 1 and tells no text, with and without the original."""
    cli.file("a.txt", AGENDA)
    assert cli("redact", "a.txt", "-o", "b.txt").returncode == 0
    assert cli("verify", "b.txt").returncode == 0
    done = cli("verify", "b.txt", "--original", "a.txt")
    assert (done.returncode, done.stdout.startswith(b"b.txt: clean (")) == (0, True)
    cli.file("leak.txt", (cli.folder / "b.txt").read_text() + "\nVilma Påhittad\n")
    done = cli("verify", "leak.txt", "--original", "a.txt")
    assert (done.returncode, b"Vilma" in done.stdout + done.stderr) == (1, False)
    assert cli("verify", "a.txt").returncode == 1


def test_a_mark_in_a_column_typed_with_blanks_takes_its_row_in_word_too(cli: Any) -> None:
    """Old templates set an agenda's columns with blanks: the mark's row goes, the rows around it stay."""
    lines = (
        "Nr     Ärende                          Sekretess",
        "1      Budget för kvarnen              ",
        "2      Uppsägning av personliga skäl   x",
        "3      Belysning vid gångvägen         ",
    )
    cli.file("a.docx", Builder("".join(plain(line) for line in lines)).bytes())
    assert cli("redact", "a.docx", "-o", "b.docx").returncode == 0
    text = read((cli.folder / "b.docx").read_bytes()).layers[0].text
    assert "Uppsägning" not in text
    assert PLACEHOLDER in text
    assert "Budget för kvarnen" in text
    assert "Belysning vid gångvägen" in text
