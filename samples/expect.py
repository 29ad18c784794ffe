"""Writes what the samples are expected to become: `python samples/expect.py`. Read the diff first."""

import json
from datetime import date
from pathlib import Path

from redactor import Redactor

HERE = Path(__file__).parent
KEY = b"a key for the samples' reports  "


def main() -> None:
    redactor = Redactor(key=KEY, today=date(2024, 12, 31))
    for source in sorted(p for p in HERE.glob("*/*") if p.suffix in (".txt", ".docx", ".pdf")):
        expected = source.parent / "expected"
        expected.mkdir(exist_ok=True)
        copy = redactor.redact(source.read_bytes(), source.name)
        (expected / source.name).write_bytes(copy.output)
        report = {"schema": copy.report["schema"], "documents": copy.report["documents"]}
        text = json.dumps(report, ensure_ascii=False, indent=1)
        (expected / f"{source.name}.report.json").write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    main()
