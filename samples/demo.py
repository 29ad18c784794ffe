"""`make demo`: redacts the sample agenda with the installed command and shows what happened."""

import subprocess
import sys
import zipfile
from difflib import unified_diff
from pathlib import Path

from lxml import etree

HERE = Path(__file__).parent
SOURCE = HERE / "socialnamnd-kallelse" / "kallelse.docx"
OUT = HERE.parent / "demo"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def main() -> int:
    OUT.mkdir(exist_ok=True)
    copy, report = OUT / "kallelse.docx", OUT / "kallelse.report.json"
    redactor = str(Path(sys.executable).parent / "redactor")
    data = ["--data", str(OUT / "data")]
    done = subprocess.run(
        [redactor, "redact", str(SOURCE), "-o", str(copy), "--report", str(report), *data], check=False
    )
    if done.returncode != 0:
        return done.returncode
    print("\n--- Before and after ------------------------------------------------\n")
    for line in unified_diff(_lines(SOURCE), _lines(copy), "before", "after", lineterm="", n=1):
        print(line)
    print("\n--- What was found, and why -----------------------------------------\n")
    sys.stdout.flush()
    subprocess.run([redactor, "check", str(SOURCE), *data], check=False)
    print("\n--- The copy is clean -----------------------------------------------\n")
    sys.stdout.flush()
    done = subprocess.run([redactor, "verify", str(copy), "--original", str(SOURCE), *data], check=False)
    print(f"\nThe copy:   {copy}\nThe report: {report}\nThe log:    {OUT / 'data'}")
    return done.returncode


def _lines(path: Path) -> list[str]:
    with zipfile.ZipFile(path) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    paragraphs = ("".join(t.text or "" for t in p.iter(f"{W}t")) for p in root.iter(f"{W}p"))
    return [paragraph for paragraph in paragraphs if paragraph]


if __name__ == "__main__":
    sys.exit(main())
