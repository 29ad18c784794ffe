"""Leaving spaCy's command line out at start-up."""

import subprocess
import sys

PROGRAM = """
import sys
from redactor.cli.quick import without_spacy_cli
with without_spacy_cli():
    import presidio_analyzer
assert "spacy.cli" not in sys.modules and "weasel" not in sys.modules
import spacy
assert list(spacy.blank("sv")("Ett ord."))
import spacy.cli
assert callable(spacy.cli.info) and spacy.cli.download
with without_spacy_cli():
    assert "spacy.cli" in sys.modules
"""


def test_spacy_cli_is_left_out_and_comes_when_asked_for() -> None:
    """Presidio is imported without spaCy's command line; spaCy works, and its command line later too."""
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
