"""Measures a trained model: `python -m training.person_model.report --data DIR [--model DIR]`.

Scores on the test sets, what each threshold means on sentences held back from training, speed, size, and on
public minutes (`minutes/` in DIR) the share of members' names found and what was taken for a name besides.
"""

import argparse
import re
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from random import Random

import redactor.recognizers.person_model as person_model
from redactor.recognizers.person_model.lexicon import Lexicon
from redactor.recognizers.person_model.tagger import Tagged, Tagger
from training.person_model import corpora, measure, names, words
from training.person_model.__main__ import HELD_BACK, NEWS_TEST, NEWS_TRAIN, PUD, SEED, TALBANKEN
from training.person_model.samples import Sample, misread, recased
from training.person_model.synthetic import Author

_MEMBER = re.compile(r"([^\W\d_][\w'’-]+(?: [^\W\d_][\w'’-]+){1,3}) \((?:S|M|SD|C|V|KD|MP|L|D)\)")
_STEPS = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 1.01)


def main() -> None:
    parser = argparse.ArgumentParser(description="Measures the person-name model.")
    parser.add_argument("--data", type=Path, required=True, help="folder with names/, ner/ and minutes/")
    parser.add_argument("--model", type=Path, default=Path(person_model.__file__).parent)
    parser.add_argument("--list", action="store_true", help="list what is taken for a name in the minutes")
    arguments = parser.parse_args()
    data: Path = arguments.data
    began = time.perf_counter()
    tagger = _tagger(arguments.model)
    print(f"loaded in {(time.perf_counter() - began) * 1000:.0f} ms")
    for path in sorted(arguments.model.glob("*.*")):
        if path.suffix in (".bin", ".crfsuite"):
            print(f"{path.name}: {path.stat().st_size / 1024:.0f} kB")
    for name, own in _sets(data).items():
        named = measure.said(tagger, own)
        for least in (person_model.SUSPECT_FROM, 0.5, person_model.CERTAIN_FROM):
            print(f"{name:12} >= {least:.2f}  {measure.score(own, named, least)}")
        for low, high in pairwise(_STEPS):
            count, right = measure.hit_rate(own, named, low, high)
            print(f"      {low:.2f}: {count:4} names, {right:.2f} right", end="")
        print()
    if (data / "minutes").is_dir():
        _minutes(
            [p.read_text(encoding="utf-8") for p in sorted((data / "minutes").glob("*.txt"))],
            tagger,
            arguments.list,
        )


def _tagger(folder: Path) -> Tagger:
    lexicon = Lexicon.load((folder / person_model.LEXICON).read_bytes())
    return Tagger((folder / person_model.WEIGHTS).read_bytes(), lexicon, person_model.SUSPECT_FROM)


def _sets(data: Path) -> dict[str, list[Sample]]:
    random = Random(SEED + 1)
    held_back = [s for i, s in enumerate(corpora.news(data / NEWS_TRAIN)) if i % HELD_BACK == 0]
    register = names.read(data / "names")
    forms = words.forms(data / "words")
    unnamed = tuple(s.text for s in held_back if not s.labelled and 20 < len(s.text) < 160)
    invented = list(Author(register, forms, unnamed, random).samples(1500))
    test = list(corpora.news(data / NEWS_TEST))
    return {
        "news held": held_back,
        "invented": invented,
        "news test": test,
        "news recased": [recased(s, random) for s in test],
        "news misread": [misread(s, random) for s in test],
        "talbanken": list(corpora.universal(data / TALBANKEN.format("test"))),
        "pud": list(corpora.universal(data / PUD)),
    }


def _minutes(texts: Sequence[str], tagger: Tagger, listing: bool) -> None:
    began = time.process_time()
    named = [list(tagger.names(text)) for text in texts]
    spent = time.process_time() - began
    print(f"minutes: {sum(map(len, texts)) / spent:,.0f} characters/s")
    members = there = 0
    for text, own in zip(texts, named, strict=True):
        spans = [(n.span.start, n.span.end) for n in own]
        for member in _MEMBER.finditer(text):
            there += 1
            start, end = member.span(1)
            members += any(s < end and start < e and e == end for s, e in spans)
    print(f"minutes: {members} of {there} names before a party's letter ({members / there:.3f})")
    known = {w for text in texts for m in _MEMBER.finditer(text) for w in m[1].split()}
    counted = Counter(_others(texts, named, known))
    print(f"minutes: {sum(counted.values())} names besides, {len(counted)} different")
    if listing:
        for (name, sure), count in counted.most_common():
            print(f"{count:4} {'certain' if sure else 'suspect'} {name}")


def _others(
    texts: Sequence[str], named: Sequence[Sequence[Tagged]], known: set[str]
) -> Iterator[tuple[str, bool]]:
    for text, own in zip(texts, named, strict=True):
        for name in own:
            said = " ".join(name.span.cut(text).split())
            if not all(w in known or w.removesuffix("s") in known for w in said.split()):
                yield said, name.probability >= person_model.CERTAIN_FROM


if __name__ == "__main__":
    main()
