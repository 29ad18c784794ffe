"""`redactor check` through the installed command."""

import json
from typing import Any

import pytest

AGENDA = """Kallelse till socialnämnden

1. Val av justerare

Nämnden utser Karin Ek (S).

2. Ansökan om bistånd, sekretess

SN-2025-0113

Sökande: Vilma Påhittad, 19121212-1212, tel. 070-1740605.

3. Budget

Kontakta den sökande på vilma.pahittad@example.com.
"""
SECRETS = ("Vilma", "Påhittad", "1212", "1740605", "vilma.pahittad", "bistånd")
CLEAN = "Kallelse\n\n1. Budget 2026\n\nNämnden beslutar att anta budgeten.\n"


def held(output: bytes) -> list[str]:
    return [secret for secret in SECRETS if secret.encode() in output]


def test_clean_document(cli: Any) -> None:
    """Nothing to remove is exit 0 and a clean verdict; nothing is written but the key."""
    cli.file("a.txt", CLEAN)
    done = cli("check", "a.txt")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"a.txt: nothing to remove\n", b"")
    assert cli.files() == {"a.txt"}
    assert [path.name for path in cli.data.iterdir()] == ["key"]


def test_text_in_swedish(cli: Any) -> None:
    """Something to remove is exit 1; the summary is Swedish by locale and quotes nothing of the document."""
    cli.file("a.txt", AGENDA)
    cli.environment["LC_MESSAGES"] = "sv_SE.UTF-8"
    done = cli("check", "a.txt")
    assert done.returncode == 1
    told = done.stdout.decode()
    assert told.startswith("a.txt: ska ")
    assert "ärende 2 SN-2025-0113: ska tas bort" in told
    assert "SE_PERSONNUMMER: 1 ska tas bort (body " in told
    assert not held(done.stdout + done.stderr)
    assert "\x1b" not in told, "no colours in a pipe"


def test_json(cli: Any) -> None:
    """JSON has the fields of contract.md, spans that fit the file, and no text."""
    cli.file("a.txt", AGENDA)
    done = cli("check", "a.txt", "--format", "json")
    assert (done.returncode, done.stderr) == (1, b"")
    assert not held(done.stdout)
    report = json.loads(done.stdout)
    assert report["schema"] == "redactor/report/1"
    assert {"id", "version", "sha256"} == set(report["packs"][0])
    (document,) = report["documents"]
    assert (document["path"], document["verdict"] in ("redact", "review")) == ("a.txt", True)
    numbers = [f for f in document["findings"] if f["entity_type"] == "SE_PERSONNUMMER"]
    assert [AGENDA[f["start"] : f["end"]] for f in numbers] == ["19121212-1212"]
    assert [i["number"] for i in document["items"] if i["verdict"] == "redact"] == ["2"]


def test_show_text(cli: Any) -> None:
    """Only `--show-text` brings text out: each finding's, and the layers'."""
    cli.file("a.txt", AGENDA)
    done = cli("check", "a.txt", "--format", "json", "--show-text")
    (document,) = json.loads(done.stdout)["documents"]
    for finding in document["findings"]:
        assert finding["text"] == AGENDA[finding["start"] : finding["end"]]
    assert document["layers"] == [{"id": "body", "kind": "body", "text": AGENDA}]


def test_sarif(cli: Any) -> None:
    """SARIF 2.1.0: every result has a declared rule, a level and a region, and no text."""
    cli.file("å b.txt", AGENDA)
    done = cli("check", "å b.txt", "--format", "sarif")
    assert done.returncode == 1
    assert not held(done.stdout)
    log = json.loads(done.stdout)
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    declared = {rule["id"] for rule in run["tool"]["driver"]["rules"]}
    cut = []
    for result in run["results"]:
        assert result["level"] in ("error", "warning", "note")
        assert result["ruleId"] in declared
        place = result["locations"][0]["physicalLocation"]
        assert place["artifactLocation"]["uri"] == "%C3%A5%20b.txt"
        start, length = place["region"]["charOffset"], place["region"]["charLength"]
        cut.append(AGENDA[start : start + length])
    assert "19121212-1212" in cut


def test_several_documents(cli: Any) -> None:
    """Folders are walked, hidden files passed over; one report has all, the exit is the gravest."""
    cli.file("in/b.md", AGENDA)
    cli.file("in/sub/a.txt", CLEAN)
    cli.file("in/.hidden.txt", AGENDA)
    cli.file("in/~$b.docx", b"x")
    done = cli("check", "in", "missing.txt", "--format", "json")
    assert done.returncode == 3
    verdicts = {d["path"]: d["verdict"] for d in json.loads(done.stdout)["documents"]}
    assert verdicts.pop("in/b.md") in ("redact", "review")
    assert verdicts == {"in/sub/a.txt": "clean", "missing.txt": "unreadable"}
    assert done.stderr.decode().startswith("redactor: missing.txt: ")


@pytest.mark.parametrize("kind", ["txt", "md"])
def test_pipe(cli: Any, kind: str) -> None:
    """A document through standard input is checked as the type that was named."""
    done = cli("check", "-", "--type", kind, "--format", "json", stdin=AGENDA.encode())
    assert done.returncode == 1
    (document,) = json.loads(done.stdout)["documents"]
    expected = {"txt": "text/plain", "md": "text/markdown"}[kind]
    assert (document["path"], document["media_type"]) == ("-", expected)


def test_profile(cli: Any) -> None:
    """The strict profile takes what the public one leaves."""
    cli.file("a.txt", "Närvarande\n\nKarin Ek (S), ordförande\n\nKontakt: karin.ek@example.com\n")
    public, strict = (
        json.loads(cli("check", "a.txt", "--format", "json", "--profile", name).stdout)["documents"][0]
        for name in ("publicering", "strikt")
    )
    assert "redact" not in {f["action"] for f in public["findings"] if f["entity_type"] == "PERSON"}
    assert "redact" in {f["action"] for f in strict["findings"]}
