"""Makes the figures of docs/benchmark.md anew: `make benchmark`.

    python -m bench.benchmark [--seed N] [--others PYTHON]

Both sets as text, and every third test document as text, Word and PDF, through `redactor eval`'s own
measurement; then the comparison with other tools on the test set. The figures replace what stands between the
marks of the document; the plots are SVG. Failures are counted for the tuning set only: of the test set the
document holds numbers, and nobody looks further.
"""

import argparse
import json
import os
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from bench.compare import TODAY, compare, values
from bench.corpus.documents import SEED, documents
from bench.corpus.formats import FORMATS
from bench.corpus.rendering import Rendered
from bench.plot import Bar, bars
from redactor.pipeline import Setup
from redactor.rulepack import builtin, load
from redactor.workflow import evaluation

DOCS = Path(__file__).parents[1] / "docs"
_BETWEEN = "<!-- {name}: made by make benchmark -->\n"
_END = "<!-- end -->"
TEST = "test set, text"
_EVERY = 3
"""Word and PDF take longer: every third document says enough of what the format changes."""
_MOST = 12
"""Kinds of failures that are listed."""

Figures = dict[str, Any]


def measured(rendered: Sequence[Rendered], suffix: str, setup: Setup) -> Figures:
    """The figures of the documents in one format."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for made in rendered:
            (folder / f"{made.name}.{suffix}").write_bytes(FORMATS[suffix](made))
            gold = json.dumps(made.gold(made.name), ensure_ascii=False)
            (folder / f"{made.name}.gold.json").write_text(gold, "utf-8")
        width = len(os.sched_getaffinity(0))
        results = list(evaluation.run(evaluation.corpus(folder), setup, width))
    return evaluation.told(results, setup, show_text=False)


def share(found: Mapping[str, Any]) -> str:
    """A share with its interval, in per cent."""
    if found["value"] is None:
        return "–"
    return f"{found['value']:.1%} [{found['low']:.1%}, {found['high']:.1%}] of {found['n']}"


def summary(of: Mapping[str, Figures]) -> str:
    """One column for each set and format."""
    both = (("redact", "redacted"), ("keep", "kept"))
    rows: list[tuple[str, list[str]]] = []

    def row(label: str, cells: Sequence[str]) -> None:
        rows.append((label, list(cells)))

    found = list(of.values())
    row("documents measured", [str(f["documents"]["measured"]) for f in found])
    row("not measured: no copy was made", [str(len(f["not_measured"])) for f in found])
    for under, told in both:
        row(
            f"data that must go, gone (review {told})",
            [share(f["must_go"][-1]["recall"][under]) for f in found],
        )
        row(
            f"secret items wholly gone (review {told})",
            [share(f["items"]["secret"]["recall"][under]) for f in found],
        )
        row(
            f"documents without any leak (review {told})",
            [share(f["documents"]["nothing_leaked"][under]) for f in found],
        )
        row(f"public words lost (review {told})", [share(f["words"]["lost"][under]) for f in found])
    row("taken items that were secret", [share(f["items"]["taken"]["precision"]["redact"]) for f in found])
    row("documents that need a person", [share(f["documents"]["needing_a_person"]) for f in found])
    head = "| | " + " | ".join(of) + " |\n"
    lines = "".join(f"| {label} | {' | '.join(cells)} |\n" for label, cells in rows)
    return head + "|---" * (len(of) + 1) + "|\n" + lines


def by_entity(figures: Figures) -> str:
    """What must go and what must stay, one row a kind."""
    lines = [
        "| must go | how written | gone | for review | in part | left | recall (review redacted) |",
        "|---" * 7 + "|",
    ]
    for row in figures["must_go"]:
        counts = " | ".join(str(row[name]) for name in ("gone", "review", "part", "left"))
        kind, form = row["entity_type"] or "**all**", row["form"] or ""
        lines.append(f"| {kind} | {form} | {counts} | {share(row['recall']['redact'])} |")
    lines += ["", "| must stay | whose | taken | for review | kept |", "|---" * 5 + "|"]
    for row in figures["must_stay"]:
        counts = f"{row['taken']} | {row['review']}"
        lines.append(f"| {row['entity_type']} | {row['role'] or ''} | {counts} | {share(row['kept'])} |")
    return "\n".join(lines) + "\n"


def weak_spots(figures: Figures) -> str:
    """The most frequent kinds of failures."""
    kinds = Counter(
        (f["kind"], f["entity_type"].replace("SEKRETESS_MARKER", ""), f["how"] or "", f["outcome"])
        for f in figures["failures"]
    )
    lines = ["| failure | of | how or whose | outcome | times |", "|---" * 5 + "|"]
    lines += [f"| {' | '.join(kind)} | {count} |" for kind, count in kinds.most_common(_MOST)]
    return "\n".join(lines) + "\n"


def beside(compared: Mapping[str, Any]) -> str:
    """A row for each tool."""
    names = list(compared["rows"][0]["shares"])
    lines = ["| | " + " | ".join(names) + " |", "|---" * (len(names) + 1) + "|"]
    for row in compared["rows"]:
        label = f"{row['tool']} {row['version']}".strip()
        cells = (f"{row['shares'][name]['value']:.1%}" for name in names)
        lines.append(f"| {label} | {' | '.join(cells)} |")
    lines += [
        "",
        "Numbers of each: " + ", ".join(f"{n} {s['n']}" for n, s in compared["rows"][0]["shares"].items()),
    ]
    lines += ["", "Not run:", ""]
    lines += [f"- {tool}: {why}" for tool, why in compared["not_run"].items()]
    return "\n".join(lines) + "\n"


def put(text: str, name: str, content: str) -> str:
    """The document with `content` between the marks called `name`. Raises ValueError without those marks."""
    begin = _BETWEEN.format(name=name)
    pattern = re.compile(f"{re.escape(begin)}.*?{re.escape(_END)}", re.DOTALL)
    if not pattern.search(text):
        raise ValueError(f"no marks for {name}")
    return pattern.sub(lambda _: f"{begin}\n{content}\n{_END}", text)


def plots(test: Figures, compared: Mapping[str, Any]) -> dict[str, str]:
    """File names and SVG."""
    recall = [
        Bar(
            " ".join(p for p in (r["entity_type"] or "all", r["form"]) if p),
            r["recall"]["redact"],
            r["recall"]["keep"],
        )
        for r in test["must_go"]
    ]
    tools = [
        Bar(f"{name}: {row['tool']}", row["shares"][name], None)
        for name in ("must go", "secret items", "public persons and contacts stay", "public words stay")
        for row in compared["rows"]
    ]
    return {
        "benchmark-recall.svg": bars("Data that must go, gone (test set, text)", recall),
        "benchmark-tools.svg": bars("Beside other tools (test set, text)", tools),
    }


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("--seed", type=int, default=SEED)
    arguments.add_argument("--others", type=Path, default=Path(sys.executable), help="Python of other tools")
    options = arguments.parse_args()
    from redactor import ocr

    setup = Setup(load(builtin()), b"benchmark", TODAY, ocr=ocr.read)
    tuning, test = (list(documents(half, options.seed)) for half in ("tuning", "test"))
    third = test[::_EVERY]
    of = {
        "tuning set, text": measured(tuning, "txt", setup),
        TEST: measured(test, "txt", setup),
        **{f"a third of the test set, {suffix}": measured(third, suffix, setup) for suffix in FORMATS},
    }
    compared = values(*compare(test, options.others))
    path = DOCS / "benchmark.md"
    text = path.read_text("utf-8")
    text = put(text, "summary", f"Seed {options.seed}.\n\n{summary(of)}")
    text = put(text, "entities", by_entity(of[TEST]))
    text = put(text, "weak spots", weak_spots(of["tuning set, text"]))
    path.write_text(put(text, "tools", beside(compared)), "utf-8")
    for name, svg in plots(of[TEST], compared).items():
        (DOCS / name).write_text(svg, "utf-8")


if __name__ == "__main__":
    main()
