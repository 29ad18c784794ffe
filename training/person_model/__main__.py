"""Trains the person-name model anew: `python -m training.person_model --data DIR`.

`DIR` holds `names/`, `ner/` and `words/` as training/person_model/README.md lists them. Writes the weights,
the table of names and the model's card beside the recognizer; the same data and seed give the same bytes.
"""

import argparse
import hashlib
import json
import tempfile
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from random import Random

import pycrfsuite

import redactor.recognizers.person_model as person_model
from redactor.recognizers.person_model.features import Word, features, word
from redactor.recognizers.person_model.lexicon import Lexicon
from redactor.recognizers.person_model.tagger import BEGINS, INSIDE, OUTSIDE
from redactor.recognizers.person_model.tokens import Token, stretches
from training.person_model import corpora, names, samples, words
from training.person_model.samples import PERSON, Labelled, Sample
from training.person_model.synthetic import Author

SEED = 20240731
SYNTHETIC = 20_000
HIDDEN = 0.2
"""The share of words of which the lexicon is silent in training, so that unlisted names are found too."""
PARAMETERS = {"c1": 0.3, "c2": 0.02, "max_iterations": 80, "feature.minfreq": 2}
HELD_BACK = 12
"""Every so many sentences of the news corpus go to the development set, on which thresholds are chosen."""

NEWS_TRAIN = "ner/swedish-ner-corpus/train_corpus.txt"
NEWS_TEST = "ner/swedish-ner-corpus/test_corpus.txt"
TALBANKEN = "ner/UNER_Swedish-Talbanken/sv_talbanken-ud-{}.iob2"
PUD = "ner/UNER_Swedish-PUD/sv_pud-ud-test.iob2"


def main() -> None:
    parser = argparse.ArgumentParser(description="Trains the person-name model.")
    parser.add_argument("--data", type=Path, required=True, help="folder with names/, ner/ and words/")
    parser.add_argument("--out", type=Path, default=Path(person_model.__file__).parent)
    arguments = parser.parse_args()
    train(arguments.data, arguments.out)


def train(data: Path, out: Path) -> None:
    """Reads, writes text, trains, measures, and leaves three files in `out`."""
    began = time.perf_counter()
    random = Random(SEED)
    news = list(corpora.news(data / NEWS_TRAIN))
    official = list(corpora.universal(data / TALBANKEN.format("train")))
    real = [*(s for i, s in enumerate(news) if i % HELD_BACK), *official]
    register = names.read(data / "names")
    forms = words.forms(data / "words")
    lexicon = names.lexicon(register, forms)
    unnamed = tuple(s.text for s in real if not s.labelled and 20 < len(s.text) < 160)
    author = Author(register, forms, unnamed, random)
    synthetic = list(author.samples(SYNTHETIC))
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params(PARAMETERS)
    renamed = [
        author.renamed(s) for s in real for _ in range(2) if any(p.label == PERSON for p in s.labelled)
    ]
    for sample in samples.varied([*real, *real, *renamed, *synthetic], random):
        _append(trainer, sample, lexicon, random)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "weights"
        trainer.train(str(path))
        weights = path.read_bytes()
    (out / person_model.WEIGHTS).write_bytes(weights)
    (out / person_model.LEXICON).write_bytes(lexicon.dump())
    print(f"trained in {time.perf_counter() - began:.0f} s: {len(weights)} and {len(lexicon.dump())} bytes")
    card = {
        "seed": SEED,
        "parameters": PARAMETERS,
        "data": {str(p.relative_to(data)): _sha256(p.read_bytes()) for p in sorted(_read(data))},
        "sha256": {
            person_model.WEIGHTS: _sha256(weights),
            person_model.LEXICON: _sha256(lexicon.dump()),
        },
    }
    (out / person_model.CARD).write_text(json.dumps(card, indent=2, sort_keys=True) + "\n", encoding="utf-8")


def _append(trainer: pycrfsuite.Trainer, sample: Sample, lexicon: Lexicon, random: Random) -> None:
    for stretch in stretches(sample.text):
        told: list[Word] = [word(t.text, lexicon, listed=random.random() >= HIDDEN) for t in stretch]
        trainer.append(list(features(stretch, told)), labels(stretch, sample.labelled))


def labels(stretch: Sequence[Token], labelled: Iterable[Labelled]) -> list[str]:
    """The label of each token: persons begin and go on, all else that is named is one label each."""
    found = [OUTSIDE] * len(stretch)
    for part in labelled:
        begun = False
        for i, token in enumerate(stretch):
            if token.start < part.end and part.start < token.end:
                if part.label != PERSON:
                    found[i] = part.label
                else:
                    found[i] = INSIDE if begun else BEGINS
                begun = True
    return found


def _read(data: Path) -> list[Path]:
    corpus = [data / NEWS_TRAIN, data / TALBANKEN.format("train")]
    return [*corpus, *(data / "names").glob("*.csv"), *(data / "words").glob("sv_SE.*")]


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


if __name__ == "__main__":
    main()
