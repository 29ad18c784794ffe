"""How well names are found: precision, recall and F1 over whole names, and what each threshold gives."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from redactor.recognizers.person_model.tagger import Tagger
from training.person_model.samples import PERSON, Sample


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of names. `found` of `said` are right, of `there` wanted; `touched` overlap one at least."""

    there: int
    said: int
    found: int
    touched: int

    @property
    def precision(self) -> float:
        return self.found / max(self.said, 1)

    @property
    def recall(self) -> float:
        return self.found / max(self.there, 1)

    @property
    def reached(self) -> float:
        """The share of names of which at least a part is found."""
        return self.touched / max(self.there, 1)

    @property
    def f1(self) -> float:
        return 2 * self.precision * self.recall / max(self.precision + self.recall, 1e-9)

    def __str__(self) -> str:
        return f"P {self.precision:.3f}  R {self.recall:.3f}  F1 {self.f1:.3f}  reached {self.reached:.3f}"


Said = Sequence[Sequence[tuple[int, int, float]]]
"""For each sample the names said: start, end, probability."""


def said(tagger: Tagger, samples: Iterable[Sample]) -> Said:
    """What the tagger says of each sample."""
    return [[(t.span.start, t.span.end, t.probability) for t in tagger.names(s.text)] for s in samples]


def score(samples: Sequence[Sample], named: Said, least: float) -> Score:
    """The names of at least that probability held against the labels."""
    there = all_said = found = touched = 0
    for sample, names in zip(samples, named, strict=True):
        wanted = {(p.start, p.end) for p in sample.labelled if p.label == PERSON}
        own = {(start, end) for start, end, probability in names if probability >= least}
        there, all_said, found = there + len(wanted), all_said + len(own), found + len(wanted & own)
        touched += sum(any(s < end and start < e for s, e in own) for start, end in wanted)
    return Score(there, all_said, found, touched)


def hit_rate(samples: Sequence[Sample], named: Said, low: float, high: float) -> tuple[int, float]:
    """How many names have a probability from low to below high, and the share that touches a real name."""
    count = right = 0
    for sample, names in zip(samples, named, strict=True):
        wanted = [(p.start, p.end) for p in sample.labelled if p.label == PERSON]
        for start, end, probability in names:
            if low <= probability < high:
                count += 1
                right += any(start < e and s < end for s, e in wanted)
    return count, right / max(count, 1)
