"""An interruption is never lost, wherever the program was."""

import subprocess
import sys

PROGRAM = """
import os, signal, sys
import redactor.cli as cli

class Fragile:
    def __del__(self):
        os.kill(os.getpid(), signal.SIGTERM)
        for _ in range(1000):
            pass
        raise ValueError("secret")

def work():
    Fragile()
    signal.pause()

cli._dispatched = work
os._exit(cli.run())
"""


def test_interrupted_in_a_finalizer() -> None:
    """What Python would ignore there ends the program all the same, and no text of an error is told."""
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, timeout=30, check=False)
    assert done.returncode == 130
    assert b"secret" not in done.stderr
