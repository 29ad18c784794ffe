"""Files of one folder, through the installed command: what is private in one goes from all of them."""

import json
from typing import Any

import pytest

NAME = "Vilma Påhittad"
LABELLED = f"1. Bygglov\n\nSökande: {NAME}, 19121212-1212, tel. 070-1740605\n\nNämnden beviljar bygglov.\n"
BARE = f"Anteckningar\n\nPlatsbesök gjordes. Med var {NAME} och två till.\n"
ROSTER = (
    f"Protokoll\n\nNärvarande ledamöter\n{NAME} (S), ordförande\nKarin Ek (M)\n\n"
    f"1. Budget\n\n{NAME} yrkar bifall.\n"
)
SURNAME = "Anteckningar\n\nVid besöket var Påhittad med.\n"
CLEAN = "Kallelse\n\n1. Budget 2026\n\nNämnden beslutar att anta budgeten.\n"
WHY = "Uppgiften finns om en enskild i en annan handling i samma mapp."


def copy(cli: Any, name: str) -> str:
    return str((cli.folder / "out" / name).read_text())


def findings(done: Any) -> dict[str, list[dict[str, Any]]]:
    return {d["path"]: d["findings"] for d in json.loads(done.stdout)["documents"]}


def test_the_bare_name_alone_is_for_a_person(cli: Any) -> None:
    """What the other tests build on: alone, the second file does not tell whose name it is."""
    cli.file("b.txt", BARE)
    found = findings(cli("check", "b.txt", "--format", "json"))["b.txt"]
    assert {f["action"] for f in found} == {"review"}


def test_folder(cli: Any) -> None:
    """Private in one file, bare in another: gone from both; public in a third by its roster: stays there."""
    cli.file("in/a.txt", LABELLED)
    cli.file("in/b.txt", BARE)
    cli.file("in/c.txt", ROSTER)
    cli.file("in/d.txt", SURNAME)
    done = cli("redact", "in", "-o", "out", "--on-review", "keep", "--report", "r.json")
    assert (done.returncode, done.stderr) == (0, b"")
    assert "Påhittad" not in copy(cli, "a.txt") + copy(cli, "b.txt")
    assert copy(cli, "c.txt") == ROSTER
    assert copy(cli, "d.txt") == SURNAME
    report = {d["path"]: d for d in json.loads((cli.folder / "r.json").read_text())["documents"]}
    [found] = report["in/b.txt"]["findings"]
    assert (found["why"], found["certainty"], found["action"]) == (WHY, "certain", "redact")
    assert WHY not in [f["why"] for f in report["in/a.txt"]["findings"]]


def test_verified_with_the_report(cli: Any) -> None:
    """The report says what went because of another file, so that its residue is found too."""
    cli.file("in/a.txt", LABELLED)
    cli.file("in/b.txt", BARE)
    assert cli("redact", "in", "-o", "out", "--on-review", "keep", "--report", "r.json").returncode == 0
    told = ("--original", "in/b.txt", "--report", "r.json")
    assert cli("verify", "out/b.txt", *told).returncode == 0
    assert cli("verify", "out/b.txt", *told[:2]).returncode == 0
    cli.file("leak.txt", copy(cli, "b.txt") + NAME)
    assert cli("verify", "leak.txt", *told).returncode == 1


def test_files_named_one_by_one(cli: Any) -> None:
    """Files of one folder that are named on the command line are a bundle too, for check and for redact."""
    cli.file("a.txt", LABELLED)
    cli.file("b.txt", BARE)
    done = cli("check", "b.txt", "./a.txt", "--format", "json")
    assert [f["why"] for f in findings(done)["b.txt"]] == [WHY]
    (cli.folder / "out").mkdir()
    assert cli("redact", "a.txt", "b.txt", "-o", "out").returncode == 0
    assert "Påhittad" not in copy(cli, "b.txt")


def test_other_folders_share_nothing(cli: Any) -> None:
    """Folders below one another are bundles of their own."""
    cli.file("in/a.txt", LABELLED)
    cli.file("in/sub/b.txt", BARE)
    cli.file("in/sub/c.txt", CLEAN)
    done = cli("check", "in", "--format", "json")
    assert WHY not in [f["why"] for found in findings(done).values() for f in found]
    assert cli("redact", "in", "-o", "out", "--on-review", "keep").returncode == 0
    assert copy(cli, "sub/b.txt") == BARE


@pytest.mark.parametrize("bad", [b"", b"\x89PNG\r\n\x1a\n" + bytes(40)])
def test_unreadable_file_tells_nothing(cli: Any, bad: bytes) -> None:
    """A file that cannot be read is told of once and keeps nobody from the rest."""
    cli.file("in/a.txt", LABELLED)
    cli.file("in/b.txt", BARE)
    cli.file("in/x.txt", bad)
    done = cli("redact", "in", "-o", "out", "--on-review", "keep")
    assert done.returncode == 3
    assert len(done.stderr.splitlines()) == 1
    assert "Påhittad" not in copy(cli, "b.txt")


def test_kept_by_a_person(cli: Any) -> None:
    """What a person decided to keep in its own file is not told to the others."""
    cli.file("in/a.txt", f"1. Bygglov\n\nSökande: {NAME}\n")
    cli.file("in/b.txt", BARE)
    report = json.loads(cli("check", "in", "--format", "json").stdout)["documents"]
    keep = [
        {"finding": f["id"], "action": "keep", "law": "GDPR 6", "reason": "Samtycke.", "actor": "reg"}
        for f in report[0]["findings"]
    ]
    decisions = {"schema": "redactor/decisions/1", "document": report[0]["sha256"], "decisions": keep}
    cli.file("d.json", json.dumps(decisions))
    done = cli("redact", "in", "-o", "out", "--on-review", "keep", "--decisions", "d.json")
    assert (done.returncode, done.stderr) == (0, b"")
    assert NAME in copy(cli, "a.txt")
    assert NAME in copy(cli, "b.txt")


def test_nothing_is_told_outside(cli: Any) -> None:
    """No string of the bundle stands in the log, the manifest, the report or on the screen."""
    cli.file("in/a.txt", LABELLED)
    cli.file("in/b.txt", BARE)
    done = cli("redact", "in", "-o", "out", "--report", "r.json")
    left = [path for path in cli.folder.rglob("*") if path.is_file() and path.parent.name != "in"]
    assert {path.name for path in left} >= {"log.jsonl", "manifest.json", "r.json", "b.txt"}
    told = b"".join(path.read_bytes() for path in left) + done.stdout + done.stderr
    assert not [s for s in ("Vilma", "Påhittad", "1212", "1740605") if s.encode() in told]


EXAMINED = """import os, redactor.pipeline as p
real = p.examine
def examine(*arguments, **options):
    os.write(os.open(os.environ["HOME"] + "/examined", os.O_APPEND | os.O_CREAT | os.O_WRONLY), b"x")
    return real(*arguments, **options)
p.examine = examine
"""


def test_resumed(cli: Any) -> None:
    """A folder as it was is not examined again; a file that tells something new makes the others anew."""

    def examined(*arguments: str, folder: str = "in") -> int:
        (cli.folder / "examined").unlink(missing_ok=True)
        done = cli("redact", folder, "-o", "out", "--on-review", "keep", *arguments, hook=EXAMINED)
        assert (done.returncode, done.stderr) == (0, b"")
        counted = cli.folder / "examined"
        return len(counted.read_bytes()) if counted.exists() else 0

    cli.file("in/b.txt", BARE)
    assert examined() == 1, "a file alone pays nothing"
    cli.file("in/c.txt", CLEAN)
    assert examined() == 3, "both are asked; only the new one is made"
    assert copy(cli, "b.txt") == BARE
    assert examined() == 0
    cli.file("in/a.txt", LABELLED)
    assert examined() == 6, "all are asked, and all are made with what the new one tells"
    assert "Påhittad" not in copy(cli, "b.txt")
    assert examined() == 0
    (cli.folder / "out" / "b.txt").unlink()
    assert examined() == 4, "all are asked for the one that is missing"
    assert "Påhittad" not in copy(cli, "b.txt")
