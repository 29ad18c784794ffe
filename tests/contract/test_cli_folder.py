"""A folder through the installed command: side by side, with a manifest, taken up where it stopped."""

import json
from typing import Any

SECRET = "20121212-1212"
TEXT = f"1. Budget\n\nPersonnumret {SECRET} står här.\n"


def manifest(cli: Any) -> dict[str, Any]:
    content = json.loads((cli.folder / "out" / "manifest.json").read_text())
    return {document["path"]: document for document in content["documents"]}


def test_resumed_folder(cli: Any) -> None:
    """What stands as it was made is not made again; what changed, or was made otherwise, is."""
    for number in range(3):
        cli.file(f"in/{number}.txt", f"{TEXT}Ärende {number}.\n")
    cli.file("in/sub/3.md", TEXT)
    first = cli("redact", "in", "-o", "out")
    assert (first.returncode, first.stderr) == (0, b"")
    assert cli.files("out") == {"0.txt", "1.txt", "2.txt", "sub/3.md", "manifest.json"}
    told = (cli.folder / "out" / "manifest.json").read_text()
    assert SECRET not in told
    assert {entry["exit"] for entry in manifest(cli).values()} == {0}

    out = cli.folder / "out"
    (out / "0.txt").write_text("tampered")
    (out / "1.txt").unlink()
    cli.file("in/2.txt", TEXT + "Nytt.\n")
    kept = (out / "sub" / "3.md").stat().st_ino
    second = cli("redact", "in", "-o", "out", "--report", "r.json")
    assert (second.returncode, second.stderr) == (0, b"")
    assert "tampered" not in (out / "0.txt").read_text()
    assert (out / "1.txt").exists()
    assert "Nytt." in (out / "2.txt").read_text()
    assert (out / "sub" / "3.md").stat().st_ino == kept
    report = json.loads((cli.folder / "r.json").read_text())["documents"]
    assert [d["path"] for d in report] == ["in/0.txt", "in/1.txt", "in/2.txt", "in/sub/3.md"]
    assert all(d["output"]["sha256"] == manifest(cli)[d["path"][3:]]["output"]["sha256"] for d in report)

    third = cli("redact", "in", "-o", "out", "--personal-placeholder", "Personuppgift borttagen")
    assert third.returncode == 0
    assert "Personuppgift borttagen" in (out / "sub" / "3.md").read_text()


def test_killed_folder_goes_on(cli: Any) -> None:
    """A run killed after some copies leaves whole copies only, and the next one makes the rest."""
    for number in range(4):
        cli.file(f"in/{number}.txt", f"{TEXT}Ärende {number}.\n")
    hook = (
        "import os, signal\nimport redactor.workflow.files as f\nreal, made = f.Staged.publish, []\n"
        "def publish(self):\n"
        "    if self._target.suffix == '.txt':\n        made.append(1)\n"
        "    if len(made) == 3:\n        os.kill(os.getpid(), signal.SIGKILL)\n"
        "    real(self)\n"
        "f.Staged.publish = publish\n"
    )
    assert cli("redact", "in", "-o", "out", hook=hook).returncode == -9
    copies = [name for name in cli.files("out") if name.endswith(".txt")]
    assert len(copies) == 2
    assert not [name for name in copies if SECRET in (cli.folder / "out" / name).read_text()]
    done = cli("redact", "in", "-o", "out")
    assert (done.returncode, done.stderr) == (0, b"")
    assert cli.files("out") == {"0.txt", "1.txt", "2.txt", "3.txt", "manifest.json"}
    assert b"already" in done.stdout


def test_folder_with_its_copies_inside(cli: Any) -> None:
    """OUT inside the folder is passed over, then and later, also when another OUT is given."""
    cli.file("in/a.txt", TEXT)
    assert cli("redact", "in", "-o", "in/out").returncode == 0
    done = cli("redact", "in", "-o", "second")
    assert (done.returncode, done.stderr) == (0, b"")
    assert cli.files("second") == {"a.txt", "manifest.json"}
