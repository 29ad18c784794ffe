"""The share of personal data that strikt masks whole: `python -m bench.strikt [--each N] [--show]`.

Three parts: texts made from templates (seeded); texts written by hand on whose failures rules were tuned
(by_hand.txt; of those marked b and c 85 and 89 % was masked when they were new); texts written by hand
afterwards, whose failures nobody looks at (held_out.txt; `--show` passes them over). A datum counts as
masked when no letter or digit of it is left. What else went is told too: over-redaction is a defect like a
leak.
"""

import argparse
import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from bench.personnummer import wilson
from bench.strikt.marked import Datum, Marked, parse, parse_all
from bench.strikt.values import MAKERS
from redactor import pipeline
from redactor.decide import OnReview
from redactor.domain.records import Plan
from redactor.domain.review import Profile
from redactor.ocr import Reading
from redactor.rulepack import builtin, load

HERE = Path(__file__).parent
TODAY = date(2026, 11, 22)
SEED = 20261122
_SLOT = re.compile(r"\{([a-z]+)\}")
_EITHER = re.compile(r"«([^»]+)»")


def generated(each: int, seed: int) -> Iterator[Marked]:
    """`each` texts of every template."""
    chance = random.Random(seed)
    templates = parse_all((HERE / "templates.txt").read_text(encoding="utf-8"))

    def filled(slot: "re.Match[str]") -> str:
        entity, maker = MAKERS[slot[1]]
        return f"[[{entity}|{maker(chance)}]]"

    for template in templates:
        for n in range(each):
            chosen = _EITHER.sub(lambda m: chance.choice(m[1].split("¦")), template.text)
            yield parse(f"{template.title} {n}", _SLOT.sub(filled, chosen))


def written(name: str) -> tuple[Marked, ...]:
    return parse_all((HERE / name).read_text(encoding="utf-8"))


def masked(marked: Marked, setup: pipeline.Setup) -> frozenset[int]:
    """The offsets of the text that the copy does not show."""
    plan: Plan = pipeline.redact(marked.text.encode(), "text/plain", setup, OnReview.REDACT).plan
    return frozenset(at for r in plan.redactions for at in range(r.span.start, r.span.end))


def left(marked: Marked, datum: Datum, gone: frozenset[int]) -> str:
    """The letters and digits of a datum that are still to be read."""
    span = datum.span
    return "".join(
        marked.text[i] for i in range(span.start, span.end) if marked.text[i].isalnum() and i not in gone
    )


def excess(marked: Marked, gone: frozenset[int]) -> tuple[str, ...]:
    """Words that went although nobody marked them."""
    personal = {i for d in marked.data for i in range(d.span.start, d.span.end)}
    lost = (m for m in re.finditer(r"\w+", marked.text) if all(i in gone for i in range(m.start(), m.end())))
    return tuple(m.group() for m in lost if not personal.intersection(range(m.start(), m.end())))


def measure(name: str, texts: Iterable[Marked], setup: pipeline.Setup, *, show: bool) -> None:
    found: Counter[str] = Counter()
    every: Counter[str] = Counter()
    words = lost = count = 0
    for marked in texts:
        count += 1
        gone = masked(marked, setup)
        for datum in marked.data:
            every[datum.entity_type] += 1
            rest = left(marked, datum, gone)
            found[datum.entity_type] += not rest
            if rest and show:
                print(
                    f"  LEFT {datum.entity_type:24} {rest:30} "
                    f"of {datum.span.cut(marked.text)!r} in {marked.title}"
                )
        over = excess(marked, gone)
        words += len(re.findall(r"\w+", marked.text)) - sum(
            len(d.span.cut(marked.text).split()) for d in marked.data
        )
        lost += len(over)
        if over and show:
            print(f"  OVER {' '.join(over)} in {marked.title}")
    print(f"{name}: {count} texts")
    for entity, n in (
        *sorted(every.items()),
        ("all", every.total()),
        ("all but names", every.total() - every["PERSON"]),
    ):
        hit = {"all": found.total(), "all but names": found.total() - found["PERSON"]}.get(
            entity, found[entity]
        )
        low, high = wilson(hit, n)
        print(f"  {entity:26}{hit:6}/{n:<6}{hit / n:8.3f}  [{low:.3f}, {high:.3f}]")
    print(f"  words masked that are nobody's: {lost} of {words} ({lost / words:.3f})")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--each", type=int, default=10, help="texts of each template")
    arguments.add_argument("--show", action="store_true", help="print what was left and what went too much")
    arguments.add_argument("--seed", type=int, default=SEED)
    chosen = arguments.parse_args()
    packs = load(builtin())
    setup = pipeline.Setup(packs, b"bench", TODAY, lambda _: Reading(""), Profile.STRIKT)
    measure("from templates", generated(chosen.each, chosen.seed), setup, show=chosen.show)
    measure("by hand", written("by_hand.txt"), setup, show=chosen.show)
    measure("by hand, held out", written("held_out.txt"), setup, show=False)


if __name__ == "__main__":
    main()
