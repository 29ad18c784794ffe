"""What leaves the process besides the copy: no text and no connection."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

SECRETS = ("Vilma", "Påhittad", "1212", "vilma.pahittad", "Hemligheten")
TEXT = (
    "1. Hemligheten, sekretess\n\nSökande: Vilma Påhittad, 19121212-1212, vilma.pahittad@example.com\n\n"
    "2. Budget\n\nNämnden beslutar.\n"
)
NO_NETWORK = """import os, sys
def refuse(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"):
        os.write(2, event.encode())
        os._exit(99)
sys.addaudithook(refuse)
"""


def test_no_connection(cli: Any) -> None:
    """Checking, redacting and verifying open no connection, in parent and children."""
    cli.file("a.txt", TEXT)
    blocked = cli("check", "a.txt", hook=NO_NETWORK + "import socket\nsocket.getaddrinfo('localhost', 1)\n")
    assert blocked.returncode == 99, "the hook must bite"
    assert cli("check", "a.txt", hook=NO_NETWORK).returncode == 1
    assert cli("redact", "a.txt", "-o", "b.txt", hook=NO_NETWORK).returncode == 0
    assert cli("verify", "b.txt", "--original", "a.txt", hook=NO_NETWORK).returncode == 0


def test_no_text_is_left_anywhere(cli: Any) -> None:
    """Not on the screen, not in the data folder, not in a temporary file, not in the copy's folder."""
    cli.file("in/a.txt", TEXT)
    temporary = cli.folder / "tmp"
    temporary.mkdir()
    cli.environment["TMPDIR"] = str(temporary)
    done = cli("redact", "in", "-o", "out", "--report", "r.json")
    assert done.returncode == 0
    assert not list(temporary.rglob("*"))
    left = [path for path in cli.folder.rglob("*") if path.is_file() and path.parent.name != "in"]
    assert {path.name for path in left} >= {"a.txt", "r.json", "log.jsonl", "key"}
    told = b"".join(path.read_bytes() for path in left) + done.stdout + done.stderr
    assert not [secret for secret in SECRETS if secret.encode() in told]


def test_help_starts_at_once(cli: Any) -> None:
    """`--help`, `--version` and a wrong argument load no recognizer."""
    hook = "import sys\nsys.modules['presidio_analyzer'] = None\n"
    for arguments, code in ((("--help",), 0), (("--version",), 0), (("redact", "--help"), 0), (("x",), 2)):
        assert cli(*arguments, hook=hook).returncode == code


def test_interrupted_writer_of_standard_output(cli: Any) -> None:
    """A reader that goes away, or a full disk behind standard output, is exit 5, never 1."""
    cli.file("a.txt", TEXT)
    for target in ("/dev/full", None):
        read, write = os.pipe()
        os.close(read)
        with Path(target).open("wb") if target else os.fdopen(os.dup(write), "wb") as out:
            done = subprocess.run(
                [str(Path(sys.executable).parent / "redactor"), "redact", "a.txt", "-o", "-"],
                stdout=out,
                stderr=subprocess.PIPE,
                cwd=cli.folder,
                env=cli.env(""),
                check=False,
            )
        os.close(write)
        assert done.returncode == 5
        assert done.stderr.startswith(b"redactor: ")
