"""The same documents through this program and through other tools, in one run, by the same measure.

    python -m bench.compare [--set tuning|test] [--seed N] [--others PYTHON] [--json FILE]

Everything is counted by words of the text that a tool would remove: a datum is gone when all its words are, a
secret item when all but its number and case number are. What a person has to decide counts as removed for
this program (`redact`) and, in a row of its own, as left (`keep`); the others ask nobody. `--others` is a
Python in which the tools of other_tools.py are installed; what is not there is listed as not run.
"""

import argparse
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from bench.corpus.documents import SEED, documents
from bench.corpus.rendering import Rendered
from bench.other_tools import TOOLS
from redactor import pipeline
from redactor.decide import OnReview
from redactor.domain.document import Span
from redactor.domain.review import Action
from redactor.evaluation.figures import share
from redactor.evaluation.gold import MARKER, Gold, read_gold
from redactor.evaluation.measure import must_go
from redactor.evaluation.words import WordList
from redactor.formats.text import TEXT
from redactor.pipeline import Setup
from redactor.rulepack import builtin, load

NOT_RUN = {
    "noirdoc": "no distribution of it can be installed with this Python",
    "blankout": "removes strings and patterns that its user names; it finds nothing by itself",
    "doc-redaction": "a graphical program (Gradio), not tried",
}
"""Other open tools for documents, and why they have no row."""
TODAY = date(2026, 11, 1)
"""Bounds birth dates, so that a run next year gives the same figures."""
COLUMNS = {
    "SE_PERSONNUMMER": "personnummer",
    "PERSON": "names",
    "EMAIL_ADDRESS": "mail",
    "PHONE_NUMBER": "phone",
    "SE_STREET_ADDRESS": "street",
}
_PUBLIC_ROLES = ("elected", "official")

Removed = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Row:
    """A tool's figures: hits and number of each measure."""

    tool: str
    version: str
    counts: dict[str, tuple[int, int]]


def ours(texts: Sequence[str], on_review: OnReview) -> list[Removed]:
    """What this program removes from the texts."""
    setup = Setup(load(builtin()), b"compare", TODAY, ocr=lambda _: None)
    removed = []
    for text in texts:
        draft = pipeline.redact(text.encode(), TEXT, setup, on_review)
        removed.append([(r.span.start, r.span.end) for r in draft.plan.redactions if r.layer == "body"])
    return removed


def theirs(tool: str, python: Path, texts: Sequence[str]) -> tuple[str, list[Removed]] | str:
    """The tool's version and what it would remove; or why it could not be run."""
    command = [str(python), str(Path(__file__).with_name("other_tools.py")), tool]
    done = subprocess.run(command, input=json.dumps(texts), capture_output=True, text=True, check=False)
    if done.returncode:
        return done.stderr.strip().splitlines()[-1] if done.stderr.strip() else f"exit {done.returncode}"
    told = json.loads(done.stdout.splitlines()[-1])
    return told["version"], [[(start, end) for start, end in spans] for spans in told["spans"]]


def measure(golds: Sequence[Gold], removed: Sequence[Removed]) -> dict[str, tuple[int, int]]:
    """Hits and number of every measure over all documents."""
    hits: Counter[str] = Counter()
    n: Counter[str] = Counter()

    def count(measure: str, hit: bool) -> None:
        n[measure] += 1
        hits[measure] += hit

    for gold, spans in zip(golds, removed, strict=True):
        (text,) = gold.layers.values()
        words = WordList(text)
        gone = words.covered(Span(start, end) for start, end in spans if start < end)
        free, leaked = set[int](), False
        for mention in (m for m in gold.mentions if m.entity_type != MARKER):
            own = set(words.within(mention.span))
            if mention.action is Action.REDACT:
                count("must go", own <= gone)
                if mention.entity_type in COLUMNS:
                    count(COLUMNS[mention.entity_type], own <= gone)
                leaked |= not own <= gone
            elif mention.action is Action.KEEP and mention.role in _PUBLIC_ROLES:
                count("public persons and contacts stay", not own & gone)
        for item in gold.items:
            own = set(words.within(item.span))
            if item.verdict is Action.REDACT:
                must = set(must_go(words, item))
                count("secret items", must <= gone)
                leaked |= not must <= gone
            free |= own if item.verdict is not Action.KEEP else set()
        for mention in gold.mentions:
            free |= set(words.within(mention.span)) if mention.action is not Action.KEEP else set()
        public = set(range(len(words))) - free
        n["public words stay"] += len(public)
        hits["public words stay"] += len(public - gone)
        count("documents without a leak", not leaked)
    return {measure: (hits[measure], n[measure]) for measure in n}


def compare(rendered: Sequence[Rendered], others: Path) -> tuple[list[Row], dict[str, str]]:
    """A row for each tool that ran, and why the rest did not."""
    texts = [made.text for made in rendered]
    golds = [read_gold(made.name, json.dumps(made.gold(made.name)).encode()) for made in rendered]
    rows = [
        Row(f"this program ({name})", "", measure(golds, ours(texts, on_review)))
        for name, on_review in (("redact", OnReview.REDACT), ("keep", OnReview.KEEP))
    ]
    not_run = dict(NOT_RUN)
    for tool in TOOLS:
        # Presidio is part of this environment; the others are not.
        found = theirs(tool, Path(sys.executable) if tool == "presidio" else others, texts)
        if isinstance(found, str):
            not_run[tool] = found
        else:
            version, removed = found
            rows.append(Row(tool, version, measure(golds, removed)))
    return rows, not_run


def values(rows: Sequence[Row], not_run: dict[str, str]) -> dict[str, Any]:
    """For JSON: shares with their intervals."""
    return {
        "rows": [
            {
                "tool": row.tool,
                "version": row.version,
                "shares": {m: asdict(share(*counted)) for m, counted in row.counts.items()},
            }
            for row in rows
        ],
        "not_run": not_run,
    }


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("--set", choices=("tuning", "test"), default="tuning", dest="half")
    arguments.add_argument("--seed", type=int, default=SEED)
    arguments.add_argument("--others", type=Path, default=Path(sys.executable))
    arguments.add_argument("--json", type=Path)
    options = arguments.parse_args()
    rows, not_run = compare(list(documents(options.half, options.seed)), options.others)
    measures = list(rows[0].counts)
    for name in measures:
        print(f"\n{name}")
        for row in rows:
            found = share(*row.counts[name])
            told = f"{found.value:8.4f} [{found.low:.4f}, {found.high:.4f}] {found.hits}/{found.n}"
            print(f"  {row.tool:24}{told}")
    for tool, why in not_run.items():
        print(f"\nnot run: {tool}: {why}")
    if options.json:
        options.json.write_text(json.dumps(values(rows, not_run), indent=1), "utf-8")


if __name__ == "__main__":
    main()
