"""How long it takes, side by side in one run: `python bench/speed.py`.

1. `redactor check` of a small Word file against importing Presidio's analyzer alone, turn by turn.
2. The same command over 100 pages of text against 10.
3. 100 pages against 10, in text and Word, through the library's whole walk with verification: processor
   time, for what grows with the document and not with the machine's other work.
"""

import io
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import docx

from redactor import Redactor

RUNS = 5
PAIRS = 15
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


def wall(work: Callable[[], object]) -> float:
    """Seconds until it is done."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def processor(work: Callable[[], object]) -> float:
    """Seconds of this process' own work, whatever else the machine does."""
    start = time.process_time()
    work()
    return time.process_time() - start


def in_turn(
    one: Callable[[], object],
    other: Callable[[], object],
    pairs: int,
    seconds: Callable[[Callable[[], object]], float] = wall,
) -> tuple[float, float]:
    """The medians of both, turn by turn, so that a busy machine slows both alike; the first turn warms."""
    taken = [(seconds(one), seconds(other)) for _ in range(pairs + 1)][1:]
    first, second = zip(*taken, strict=True)
    return statistics.median(first), statistics.median(second)


def command(*arguments: str) -> Callable[[], object]:
    return lambda: subprocess.run(arguments, check=False, capture_output=True)


def check(document: Path, folder: Path) -> Callable[[], object]:
    redactor = str(Path(sys.executable).parent / "redactor")
    return command(redactor, "check", str(document), "--data", str(folder / "data"))


def start_up(folder: Path) -> None:
    small = folder / "liten.docx"
    small.write_bytes(word_file(pages(1)))
    bare = command(sys.executable, "-c", "import presidio_analyzer")
    imported, checked = in_turn(bare, check(small, folder), PAIRS)
    print(f"import presidio_analyzer      {imported:6.2f} s")
    print(f"redactor check (1 page docx)  {checked:6.2f} s   {checked / imported:.2f} x")


def command_growth(folder: Path) -> None:
    ten, hundred = folder / "tio.txt", folder / "hundra.txt"
    ten.write_text(pages(10), encoding="utf-8")
    hundred.write_text(pages(100), encoding="utf-8")
    short, long = in_turn(check(ten, folder), check(hundred, folder), RUNS)
    print(f"redactor check (text)  10 pages {short:6.2f} s  100 pages {long:6.2f} s  {long / short:.1f} x")


def growth() -> None:
    redactor = Redactor(key=bytes(32))
    for name, make in (("text", str.encode), ("docx", word_file)):
        ten, hundred = make(pages(10)), make(pages(100))
        file = "a.txt" if name == "text" else "a.docx"
        for action in ("check", "redact"):
            run = getattr(redactor, action)
            short, long = in_turn(partial(run, ten, file), partial(run, hundred, file), 3, processor)
            print(
                f"{name:5} {action:7} 10 pages {short:6.2f} s  100 pages {long:6.2f} s  {long / short:.1f} x"
            )


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        start_up(Path(name))
        command_growth(Path(name))
    growth()
