"""SCB's counts of names, and invented persons drawn from them: common names and rare ones."""

import csv
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from random import Random

from redactor.recognizers.person_model.lexicon import Entry, Known, Lexicon, rank
from training.person_model.templates import LISTS

_GIVEN_FROM, _SURNAME_FROM = 5, 20
"""Bearers from which the shipped table knows a name."""


@dataclass(frozen=True, slots=True)
class Draw:
    """Names with their bearers; half of what is drawn follows the bearers, half is any name on the list."""

    names: tuple[str, ...]
    sums: tuple[int, ...]

    @classmethod
    def of(cls, bearers: Mapping[str, int]) -> "Draw":
        ordered = sorted(bearers)
        return cls(tuple(ordered), tuple(accumulate(bearers[name] for name in ordered)))

    def one(self, random: Random) -> str:
        if random.random() < 0.5:
            return random.choice(self.names)
        return random.choices(self.names, cum_weights=self.sums)[0]


@dataclass(frozen=True, slots=True)
class Register:
    """What the lists of svensktext hold."""

    given: Mapping[str, int]
    surnames: Mapping[str, int]
    places: Sequence[str]
    occupations: Sequence[str]
    authorities: Sequence[str]


def read(folder: Path) -> Register:
    """The lists as they lie in `folder`."""
    given = Counter(_counts(folder / "svensktext_name_men_tilltalsnamn.csv"))
    given.update(_counts(folder / "svensktext_name_women_tilltalsnamn.csv"))
    places = [row["city"] for row in _rows(folder / "svensktext_cities.csv")]
    places += [row["name"].removesuffix(" kommun") for row in _rows(folder / "svensktext_kommuner.csv")]
    occupations = [row["vocation"] for row in _rows(folder / "svensktext_jobs.csv")]
    return Register(
        {name: count for name, count in given.items() if ":" not in name},
        _counts(folder / "svensktext_name_lastname.csv"),
        sorted(set(places)),
        sorted({o for o in occupations if o.replace("-", "").replace(" ", "").isalpha() and "Ã" not in o}),
        sorted({row["name"] for row in _rows(folder / "svensktext_governmentorganizations.csv")}),
    )


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _counts(path: Path) -> dict[str, int]:
    return {row["name"]: int(row["persons"]) for row in _rows(path)}


def lexicon(register: Register, words: Iterable[str]) -> Lexicon:
    """The table that ships: names from so many bearers on, common words, places, occupations."""
    given = _by_word(register.given, _GIVEN_FROM)
    surnames = _by_word(register.surnames, _SURNAME_FROM)
    known: dict[str, Known] = dict.fromkeys(words, Known.WORD)
    for kind, names in (
        (Known.PLACE, (*register.places, *LISTS["world"])),
        (Known.OCCUPATION, register.occupations),
    ):
        for name in names:
            if " " not in name:
                known[name.lower()] = known.get(name.lower(), Known.NOTHING) | kind
    return Lexicon.of(
        {
            word: Entry(rank(given.get(word, 0)), rank(surnames.get(word, 0)), known.get(word, Known.NOTHING))
            for word in given.keys() | surnames.keys() | known.keys()
        }
    )


def _by_word(bearers: Mapping[str, int], least: int) -> Counter[str]:
    """Bearers by lower-case word; a name of two words counts for both."""
    counted: Counter[str] = Counter()
    for name, count in bearers.items():
        for word in name.lower().split():
            if len(word) > 1:
                counted[word] += count
    return Counter({word: count for word, count in counted.items() if count >= least})
