"""How long it takes, side by side in one run: `python bench/speed.py`.

1. `redactor check` of a small Word file against importing Presidio's analyzer alone.
2. 100 pages against 10, in text and Word, through the library's whole walk with verification.
"""

import io
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import docx

from redactor import Redactor

RUNS = 5
PAGE = (
    "{n}. Ärende om verksamheten nummer {n}\n\nSN-2024-{n}\n\nSammanfattning\n\n"
    + "Förvaltningen redovisar verksamheten och föreslår att nämnden godkänner redovisningen. " * 12
    + "\n\nSökande: Gustaf Hellmerth, 680224-9844, Äppelstigen 12, 794 90 Vassbo\n\nFörslag till beslut\n\n"
    + "1. Nämnden godkänner redovisningen.\n2. Nämnden skickar den till kommunstyrelsen.\n\n"
    + "Anna Berglind (S) yrkar bifall till förslaget och får stöd av Per Kvist (M). " * 8
    + "\n\n"
)


def pages(count: int) -> str:
    return "".join(PAGE.format(n=n) for n in range(1, count + 1))


def word_file(text: str) -> bytes:
    document = docx.Document()
    for line in text.split("\n"):
        if line:
            document.add_paragraph(line, style="Heading 2" if "Ärende om" in line else None)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def seconds(work: Callable[[], object], runs: int = RUNS) -> float:
    """The median of several runs."""
    taken = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def command(*arguments: str) -> Callable[[], object]:
    return lambda: subprocess.run(arguments, check=False, capture_output=True)


def start_up(folder: Path) -> None:
    small = folder / "liten.docx"
    small.write_bytes(word_file(pages(1)))
    bare = seconds(command(sys.executable, "-c", "import presidio_analyzer"))
    redactor = str(Path(sys.executable).parent / "redactor")
    check = seconds(command(redactor, "check", str(small), "--data", str(folder / "data")))
    print(f"import presidio_analyzer      {bare:6.2f} s")
    print(f"redactor check (1 page docx)  {check:6.2f} s   {check / bare:.2f} x")


def growth() -> None:
    redactor = Redactor(key=bytes(32))
    for name, make in (("text", str.encode), ("docx", word_file)):
        ten, hundred = make(pages(10)), make(pages(100))
        file = "a.txt" if name == "text" else "a.docx"
        for action in ("check", "redact"):
            run = getattr(redactor, action)
            short = seconds(lambda run=run, ten=ten, file=file: run(ten, file))  # type: ignore[misc]
            long = seconds(lambda run=run, hundred=hundred, file=file: run(hundred, file), 3)  # type: ignore[misc]
            print(
                f"{name:5} {action:7} 10 pages {short:6.2f} s  100 pages {long:6.2f} s  {long / short:.1f} x"
            )


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        start_up(Path(name))
    growth()
