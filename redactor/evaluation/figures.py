"""Figures over many measured documents: shares with 95 % intervals, as values for JSON."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from redactor.decide import OnReview
from redactor.domain.review import Action
from redactor.evaluation.gold import MARKER
from redactor.evaluation.measure import Measured, Outcome, Taken

SCHEMA = "redactor/eval/1"
_Z = 1.959963984540054
"""The normal distribution's quantile for 95 %."""


@dataclass(frozen=True, slots=True)
class Share:
    """`hits` of `n`, with the Wilson score interval; the share and its bounds are None for none of none.

    E. B. Wilson, "Probable inference, the law of succession, and statistical inference", Journal of the
    American Statistical Association 22 (1927), 209-212.
    """

    n: int
    hits: int
    value: float | None
    low: float | None
    high: float | None


def share(hits: int, n: int) -> Share:
    """Raises ValueError when `hits` is not between none and all."""
    if not 0 <= hits <= n:
        raise ValueError(f"{hits} of {n}")
    if n == 0:
        return Share(0, 0, None, None, None)
    p, z2 = hits / n, _Z * _Z
    middle = (p + z2 / (2 * n)) / (1 + z2 / n)
    half = _Z * math.sqrt(p * (1 - p) / n + z2 / (4 * n * n)) / (1 + z2 / n)
    return Share(n, hits, p, max(0.0, middle - half), min(1.0, middle + half))


def figures(measured: Sequence[Measured]) -> dict[str, Any]:
    """What `redactor eval --format json` says of all documents together."""
    return {
        "documents": _documents(measured),
        "must_go": _must_go(measured),
        "must_stay": _must_stay(measured),
        "either": _either(measured),
        "precision": _precision(measured),
        "items": _items(measured),
        "words": _words(measured),
        "leaks": _leaks(measured),
    }


def summary(measured: Measured) -> dict[str, Any]:
    """One document in a few numbers."""
    outcomes = [j.outcome for j in measured.mentions if j.mention.action is Action.REDACT]
    return {
        "nothing_leaked": measured.nothing_leaked(OnReview.REDACT),
        "leaked_mentions": sum(o in (Outcome.PART, Outcome.LEFT) for o in outcomes),
        "public_words": measured.words.public,
        "public_words_lost": measured.words.gone + measured.words.review,
        "reviews": measured.reviews,
    }


def _share(hits: int, n: int) -> dict[str, Any]:
    return asdict(share(hits, n))


def _documents(measured: Sequence[Measured]) -> dict[str, Any]:
    n = len(measured)
    clean = {u: sum(m.nothing_leaked(u) for m in measured) for u in (OnReview.REDACT, OnReview.KEEP)}
    whole = sum(not (m.words.gone or m.words.review) for m in measured)
    return {
        "measured": n,
        "nothing_leaked": {str(under): _share(hits, n) for under, hits in clean.items()},
        "nothing_public_taken": _share(whole, n),
        "needing_a_person": _share(sum(m.reviews > 0 for m in measured), n),
        "findings_needing_a_person": sum(m.reviews for m in measured),
    }


def _outcomes(counts: Counter[Outcome]) -> dict[str, Any]:
    """Recall under both settlements; what could not be placed is told and not counted."""
    n = sum(counts.values()) - counts[Outcome.UNPLACED]
    return {
        **{str(outcome): counts[outcome] for outcome in Outcome},
        "recall": {
            str(OnReview.REDACT): _share(counts[Outcome.GONE] + counts[Outcome.REVIEW], n),
            str(OnReview.KEEP): _share(counts[Outcome.GONE], n),
        },
    }


def _must_go(measured: Iterable[Measured]) -> list[dict[str, Any]]:
    rows: dict[tuple[str, str], Counter[Outcome]] = defaultdict(Counter)
    total: Counter[Outcome] = Counter()
    for judged in (j for m in measured for j in m.mentions if j.mention.action is Action.REDACT):
        rows[judged.mention.entity_type, judged.mention.form or ""][judged.outcome] += 1
        total[judged.outcome] += 1
    made = [
        {"entity_type": entity, "form": form or None, **_outcomes(counts)}
        for (entity, form), counts in sorted(rows.items())
    ]
    return [*made, {"entity_type": None, "form": None, **_outcomes(total)}]


def _must_stay(measured: Iterable[Measured]) -> list[dict[str, Any]]:
    rows: dict[tuple[str, str], Counter[Outcome]] = defaultdict(Counter)
    for judged in (j for m in measured for j in m.mentions if j.mention.action is Action.KEEP):
        rows[judged.mention.entity_type, judged.mention.role or ""][judged.outcome] += 1
    made = []
    for (entity, role), counts in sorted(rows.items()):
        n = sum(counts.values()) - counts[Outcome.UNPLACED]
        made.append(
            {
                "entity_type": entity,
                "role": role or None,
                "taken": counts[Outcome.GONE] + counts[Outcome.PART],
                "review": counts[Outcome.REVIEW],
                "unplaced": counts[Outcome.UNPLACED],
                "kept": _share(counts[Outcome.LEFT], n),
            }
        )
    return made


def _either(measured: Iterable[Measured]) -> dict[str, int]:
    counts = Counter(
        str(j.outcome) for m in measured for j in m.mentions if j.mention.action is Action.REVIEW
    )
    return {str(outcome): counts[outcome] for outcome in Outcome}


def _precision(measured: Iterable[Measured]) -> list[dict[str, Any]]:
    rows: dict[str, list[Taken]] = defaultdict(list)
    for taken in (t for m in measured for t in m.taken if t.entity_type != MARKER):
        rows[taken.entity_type].append(taken)
    return [{"entity_type": entity, **_right(found)} for entity, found in sorted(rows.items())]


def _right(found: Sequence[Taken]) -> dict[str, Any]:
    """Precision under both settlements."""
    sure = [t for t in found if not t.review]
    return {
        "wrong": sum(not t.right for t in sure),
        "wrong_for_review": sum(not t.right for t in found) - sum(not t.right for t in sure),
        "precision": {
            str(OnReview.REDACT): _share(sum(t.right for t in found), len(found)),
            str(OnReview.KEEP): _share(sum(t.right for t in sure), len(sure)),
        },
    }


def _items(measured: Sequence[Measured]) -> dict[str, Any]:
    of = {verdict: Counter[Outcome]() for verdict in Action}
    for judged in (i for m in measured for i in m.items):
        of[judged.item.verdict][judged.outcome] += 1
    public = sum(of[Action.KEEP].values()) - of[Action.KEEP][Outcome.UNPLACED]
    partly = of[Action.REVIEW]
    return {
        "secret": _outcomes(of[Action.REDACT]),
        "partly_secret": {str(outcome): partly[outcome] for outcome in Outcome},
        "taken": _right([t for m in measured for t in m.taken if t.entity_type == MARKER]),
        "public": {
            "untouched": _share(of[Action.KEEP][Outcome.LEFT], public),
            "taken_whole": of[Action.KEEP][Outcome.GONE],
            "taken_whole_for_review": of[Action.KEEP][Outcome.REVIEW],
        },
    }


def _words(measured: Iterable[Measured]) -> dict[str, Any]:
    words = [m.words for m in measured]
    public, gone = sum(w.public for w in words), sum(w.gone for w in words)
    review = sum(w.review for w in words)
    return {
        "public": public,
        "lost": {
            str(OnReview.REDACT): _share(gone + review, public),
            str(OnReview.KEEP): _share(gone, public),
        },
    }


def _leaks(measured: Iterable[Measured]) -> dict[str, Any]:
    """Different strings, a document's own; by entity."""
    counts: dict[OnReview, Counter[str]] = {OnReview.REDACT: Counter(), OnReview.KEEP: Counter()}
    for leak in (leak for m in measured for leak in m.leaks):
        counts[leak.under][leak.entity_type] += 1
    return {str(under): dict(sorted(found.items())) for under, found in counts.items()}
