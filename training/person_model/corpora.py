"""The corpora that others labelled, read from their own formats."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from training.person_model.samples import BODY, PERSON, PLACE, Labelled, Sample

_SOFT_HYPHEN = "\u00ad"
_LABELS = {"PER": PERSON, "LOC": PLACE, "ORG": BODY}
_NO_SPACE_BEFORE = frozenset(".,:;!?)]}%")
_NO_SPACE_AFTER = frozenset("([{")
_TEXT = re.compile(r"# text = (.*)")

_Row = tuple[str, str]
"""A token and its tag, as the corpus writes them."""


def news(path: Path) -> Iterator[Sample]:
    """`klintan/swedish-ner-corpus`: token, blanks, IO tag; a blank line between sentences."""
    rows: list[_Row] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        token, *tags = line.replace(_SOFT_HYPHEN, "").rsplit(maxsplit=1) or [""]
        if tags:
            rows.append((token, _LABELS.get(tags[0], "")))
        elif rows:
            yield _sample(rows, _spaced(rows))
            rows = []
    if rows:
        yield _sample(rows, _spaced(rows))


def universal(path: Path) -> Iterator[Sample]:
    """Universal NER: IOB2 in CoNLL columns, with the sentence's text in a comment."""
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        lines = block.splitlines()
        text = next((m[1] for line in lines if (m := _TEXT.fullmatch(line))), None)
        rows = [tuple(line.split("\t")[1:3]) for line in lines if line and not line.startswith("#")]
        if text is None or not rows:
            continue
        tagged = [(token, tag if tag == "O" else tag[:2] + _LABELS.get(tag[2:], "")) for token, tag in rows]
        yield _sample([(token, "" if tag == "O" else tag) for token, tag in tagged], _placed(text, tagged))


def _spaced(rows: Iterable[_Row]) -> tuple[str, list[int]]:
    """Tokens as a sentence, and where each begins."""
    text = ""
    starts: list[int] = []
    before = ""
    for token, _ in rows:
        if text and token[0] not in _NO_SPACE_BEFORE and before not in _NO_SPACE_AFTER:
            text += " "
        starts.append(len(text))
        text += token
        before = token
    return text, starts


def _placed(text: str, rows: Iterable[_Row]) -> tuple[str, list[int]]:
    starts: list[int] = []
    at = 0
    for token, _ in rows:
        at = text.index(token, at)
        starts.append(at)
        at += len(token)
    return text, starts


def _sample(rows: list[_Row], placed: tuple[str, list[int]]) -> Sample:
    text, starts = placed
    labelled: list[Labelled] = []
    before = ""
    for (token, tag), start in zip(rows, starts, strict=True):
        label = tag.removeprefix("B-").removeprefix("I-")
        goes_on = label and label == before and not tag.startswith("B-")
        if goes_on:
            labelled[-1] = Labelled(labelled[-1].start, start + len(token), label)
        elif label:
            labelled.append(Labelled(start, start + len(token), label))
        before = label
    return Sample(text, tuple(labelled))
