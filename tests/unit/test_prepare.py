"""What children need is there before they are forked, and no more than the document's format asks for."""

import subprocess
import sys

import pytest

SCRIPT = """
import sys
from datetime import date
from redactor.ocr import read
from redactor.pipeline import Setup, prepare
from redactor.rulepack import builtin, load
prepare(sys.argv[1].encode(), Setup(load(builtin()), b"k", date(2024, 12, 1), read))
print(*sorted({"pikepdf", "pymupdf", "pypdfium2"} & sys.modules.keys()))
"""


@pytest.mark.parametrize(
    ("begins", "engines"), [("\n%PDF-1.7\n", "pikepdf pymupdf pypdfium2"), ("Protokoll\n", "")]
)
def test_engines_of_the_format(begins: str, engines: str) -> None:
    """The engines for PDF are imported for a PDF; a text waits for none of them."""
    found = subprocess.run(
        [sys.executable, "-c", SCRIPT, begins], check=True, capture_output=True, text=True, timeout=60
    )
    assert found.stdout.strip() == engines
