"""Invented municipal text with names drawn from SCB's lists; the seed alone decides what comes out."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from random import Random

from training.person_model import templates
from training.person_model.names import Register
from training.person_model.people import LETTERS, People
from training.person_model.samples import BODY, PERSON, PLACE, Piece, Sample, joined
from training.person_model.templates import LISTS

_SLOT = re.compile(r"\{(\w+)\}")
_PERSON_SHARE = 0.5
_STREET_ENDS = ("gatan", "vägen", "gränd", "stigen", "torget", "backen", "allén", "plan", "leden", "parken")
_STREET_WORDS = ("gata", "väg", "gränd", "torg", "plats", "allé", "park", "backe", "stig", "bro")
_SCHOOL_ENDS = ("skolan", "skolan", "förskola", "gymnasiet", "gymnasium", "förskolan")
_CLUB_ENDS = (
    "IF",
    "IK",
    "BK",
    "FF",
    "Ridklubb",
    "Hembygdsförening",
    "Byalag",
    "Kulturförening",
    "Scoutkår",
    "SK",
)
_FUND_STARTS = ("Stiftelsen", "Fonden", "Stiftelsen", "Donationsfonden")
_FUND_ENDS = ("minnesfond", "stiftelse", "fond", "donationsfond", "stipendiefond", "minne")


class Author:
    """Writes samples. `words` are common words, `sentences` text without any name."""

    def __init__(
        self, register: Register, words: frozenset[str], sentences: tuple[str, ...], random: Random
    ) -> None:
        self._register = register
        self._random = random
        self._people = People(register, random)
        listed = {n.lower() for names in (register.given, register.surnames) for n in names}
        self._words = tuple(sorted(w for w in words if len(w) > 3 and w not in listed))
        self._sentences = sentences
        self._slots: Mapping[str, Callable[[], Iterator[Piece]]] = self._all_slots()

    def samples(self, count: int) -> Iterator[Sample]:
        """So many samples, some of persons, the others of what only looks like it."""
        for _ in range(count):
            kind = self._random.random()
            if kind < 0.06:
                yield joined(self._attendance())
            elif kind < 0.10:
                yield joined(self._votes())
            elif kind < 0.14:
                yield joined(self._table())
            else:
                yield joined(self._filled(self._template()))

    def _template(self) -> str:
        persons = self._random.random() < _PERSON_SHARE
        chosen = self._random.choice(templates.PERSONS if persons else templates.NO_PERSONS)
        if self._random.random() < 0.2:
            chosen = "{heading}\n" + chosen
        if self._random.random() < 0.25:
            chosen += self._random.choice((" ", "\n")) + "{filler}"
        return chosen

    def _filled(self, template: str) -> Iterator[Piece]:
        at = 0
        for slot in _SLOT.finditer(template):
            yield template[at : slot.start()], None
            yield from self._slots[slot[1]]()
            at = slot.end()
        yield template[at:], None

    def renamed(self, sample: Sample) -> Sample:
        """The same with other persons: as many words, the genitive kept."""
        pieces: list[Piece] = []
        at = 0
        for part in sample.labelled:
            pieces.append((sample.text[at : part.start], None))
            old = sample.text[part.start : part.end]
            pieces.append((self._instead(old) if part.label == PERSON else old, part.label))
            at = part.end
        return joined([*pieces, (sample.text[at:], None)])

    def _instead(self, old: str) -> str:
        words = old.split()
        if len(words) == 1:
            new = self._random.choice((self._people.given, self._people.surname))()
        else:
            new = " ".join([*(self._people.given() for _ in words[1:]), self._people.surname()])
        return (
            self._people.plain_genitive(new)
            if old[-1] == "s" and new[-1] not in "sxz" and self._random.random() < 0.5
            else new
        )

    # What only looks like persons

    def _street(self) -> str:
        chance = self._random.random()
        if chance < 0.3:
            return f"{self._people.plain_genitive(self._people.full())} {self._random.choice(_STREET_WORDS)}"
        if chance < 0.5:
            return (
                f"{self._people.plain_genitive(self._people.surname())} {self._random.choice(_STREET_WORDS)}"
            )
        stem = self._random.choice(
            (self._people.surname, self._people.given, self._one_word, self._one_place)
        )()
        stem = stem.split()[-1]
        return stem.capitalize() + self._random.choice(("", "", "s")) + self._random.choice(_STREET_ENDS)

    def _address(self) -> str:
        street = f"{self._street()} {self._random.randint(1, 99)}{self._random.choice(('', '', ' A', 'B'))}"
        if self._random.random() < 0.5:
            return street
        parting = self._random.choice((", ", "\n"))
        code = f"{self._random.randint(100, 999)} {self._random.randint(10, 99)}"
        return f"{street}{parting}{code} {self._one_place()}"

    def _school(self) -> str:
        chance = self._random.random()
        if chance < 0.25:
            kind = self._random.choice(("skola", "förskola", "gymnasium"))
            return f"{self._people.plain_genitive(self._people.full())} {kind}"
        stem = self._random.choice(
            (self._people.surname, self._one_place, self._one_word, self._people.given)
        )()
        return stem.split()[-1].capitalize() + self._random.choice(_SCHOOL_ENDS)

    def _firm(self) -> str:
        end = self._random.choice(LISTS["firm_ends"]).replace("{place}", self._one_place())
        chance = self._random.random()
        if chance < 0.2:
            return f"{self._people.full()} {end}"
        if chance < 0.3:
            return f"AB {self._people.surname()}"
        if chance < 0.4:
            return f"Bröderna {self._people.surname()} {end}"
        if chance < 0.5:
            return (
                f"{self._people.plain_genitive(self._people.given())} {self._one_word().capitalize()} {end}"
            )
        if chance < 0.6:
            return f"{self._people.surname()} & {self._people.surname()} {end}"
        stem = self._random.choice(
            (self._people.surname, self._people.surname, self._one_word, self._one_place)
        )()
        return f"{stem[0].upper()}{stem[1:]} {end}"

    def _fund(self) -> str:
        chance = self._random.random()
        if chance < 0.5:
            first = (
                f"{self._people.given()} och {self._people.full()}" if chance < 0.25 else self._people.full()
            )
            start = self._random.choice((*_FUND_STARTS, "", ""))
            return f"{start} {self._people.plain_genitive(first)} {self._random.choice(_FUND_ENDS)}".strip()
        start = self._random.choice(_FUND_STARTS)
        return f"{start} {self._random.choice((self._people.full, self._people.surname))()}"

    def _club(self) -> str:
        if self._random.random() < 0.3:
            return f"Brf {self._random.choice((self._people.surname, self._one_place, self._people.given))()}"
        return f"{self._one_place()} {self._random.choice(_CLUB_ENDS)}"

    def _body(self) -> str:
        if self._random.random() < 0.25:
            return self._random.choice(self._register.authorities)
        return self._random.choice(LISTS["bodies"])

    def _estate(self) -> str:
        stem = self._random.choice((self._one_place, self._people.surname, self._one_word))()
        return f"{stem.capitalize()} {self._random.randint(1, 40)}:{self._random.randint(1, 900)}"

    def _one_place(self) -> str:
        if self._random.random() < 0.1:
            return self._random.choice(LISTS["world"])
        return self._random.choice(self._register.places)

    def _one_word(self) -> str:
        return self._random.choice(self._words)

    def _heading(self) -> str:
        if self._random.random() < 0.6:
            return self._random.choice(LISTS["headings"])
        return self._one_word().capitalize()

    def _compound(self) -> str:
        return self._one_word().capitalize() + self._one_word()

    def _the_job(self) -> str:
        job = self._random.choice(self._register.occupations)
        return job + ("n" if job[-1] in "aeiouyåäö" else "en")

    def _organ(self) -> str:
        start, end = self._random.choice(LISTS["organ_starts"]), self._random.choice(LISTS["organ_ends"])
        organ = (
            start + end
            if start[-1] != "-"
            else f"{start} och {self._random.choice(LISTS['organ_starts']).lower()}{end}"
        )
        chance = self._random.random()
        if chance < 0.2:
            return f"{organ} {self._random.choice(LISTS['quarters'])}"
        return f"{organ} {self._district()}" if chance < 0.3 else organ

    def _district(self) -> str:
        stem = self._random.choice((self._one_word, self._people.surname, self._one_place))().split()[-1]
        return stem.capitalize() + self._random.choice(LISTS["district_ends"])

    def _project(self) -> str:
        return " ".join(self._random.choices(LISTS["english"], k=self._random.randint(1, 3)))

    def _case(self) -> str:
        random = self._random
        unit = "".join(random.choices(LETTERS[:22], k=random.randint(2, 4)))
        year, number = random.randint(2010, 2026), random.randint(1, 1999)
        return random.choice(
            (f"{unit} {year}/{number}", f"{unit}-{year}-{number:05}", f"{unit}{year}-{number}")
        )

    def _date(self) -> str:
        random = self._random
        if random.random() < 0.4:
            return f"{random.randint(1950, 2026)}-{random.randint(1, 12):02}-{random.randint(1, 28):02}"
        return f"{random.randint(1, 31)} {random.choice(LISTS['months'])} {random.randint(2000, 2026)}"

    def _digits(self, *groups: int, mark: str = "-") -> str:
        return mark.join("".join(self._random.choices("0123456789", k=n)) for n in groups)

    def _mail(self) -> str:
        local = f"{self._people.given()}.{self._people.surname().split()[-1]}".lower()
        return f"{local}@{self._random.choice(('example.com', 'kommun.example', 'mail.test'))}"

    # Layouts of many lines

    def _attendance(self) -> Iterator[Piece]:
        yield (
            self._random.choice(("Beslutande", "Ledamöter", "Närvarande ledamöter", "Ersättare", "Närvaro")),
            None,
        )
        parting = self._random.choice(
            (" ({party})", ", {party}", " {party}", "\t{party}", "", ", {title}", "\t{title}")
        )
        turned = self._random.random() < 0.2
        for number in range(1, self._random.randint(4, 12)):
            yield "\n", None
            if parting == "\t{party}" and self._random.random() < 0.3:
                yield f"{number}\t", None
            yield from self._slots["t" if turned else "p"]()
            yield from self._filled(parting)
            if self._random.random() < 0.1:
                yield from self._filled(
                    self._random.choice((", ordförande", " §§ {number}-{number}", ", {place}"))
                )

    def _votes(self) -> Iterator[Piece]:
        yield (
            self._random.choice(
                ("Omröstning", "Voteringslista", "Ledamot\tParti\tJa\tNej\tAvstår", "Namn Parti Röst")
            ),
            None,
        )
        mark = self._random.choice(("\t", " ", " | "))
        for _ in range(self._random.randint(3, 10)):
            yield "\n", None
            yield from self._slots[self._random.choice("pppt")]()
            party = self._random.choice(LISTS["parties"])
            vote = self._random.choice(("Ja", "Nej", "Avstår", "X", "Frånvarande", "JA", "NEJ"))
            yield mark.join(("", self._random.choice((party, f"({party})")), vote)), None

    def _table(self) -> Iterator[Piece]:
        mark = self._random.choice(("\t", " | "))
        kinds = self._random.sample(
            ("p", "t", "estate", "case", "date", "address", "Word", "school", "firm", "phone"), 4
        )
        yield mark.join(self._heading() for _ in kinds), None
        for _ in range(self._random.randint(2, 6)):
            yield "\n", None
            for n, kind in enumerate(kinds):
                if n:
                    yield mark, None
                yield from self._slots[kind]()

    def _all_slots(self) -> dict[str, Callable[[], Iterator[Piece]]]:
        random = self._random

        def slot(make: Callable[[], str], label: str | None = None) -> Callable[[], Iterator[Piece]]:
            return lambda: iter([(make(), label)])

        def choice(of: Sequence[str], change: Callable[[str], str] = str) -> Callable[[], Iterator[Piece]]:
            return slot(lambda: change(random.choice(of)))

        return {
            "p": slot(self._people.full, PERSON),
            "pg": slot(lambda: self._people.genitive(self._people.full()), PERSON),
            "g": slot(self._people.given, PERSON),
            "gg": slot(lambda: self._people.genitive(self._people.given()), PERSON),
            "s": slot(self._people.surname, PERSON),
            "sg": slot(lambda: self._people.genitive(self._people.surname()), PERSON),
            "t": slot(lambda: f"{self._people.surname()}, {self._people.given()}", PERSON),
            "gs": slot(lambda: f"{self._people.given()} {self._people.surname()}", PERSON),
            "i": slot(self._people.initials, PERSON),
            "street": slot(self._street, PLACE),
            "address": slot(self._address, PLACE),
            "place": slot(self._one_place, PLACE),
            "estate": slot(self._estate, PLACE),
            "school": slot(self._school, BODY),
            "firm": slot(self._firm, BODY),
            "fund": slot(self._fund, BODY),
            "club": slot(self._club, BODY),
            "body": slot(self._body, BODY),
            "body_g": slot(lambda: self._people.plain_genitive(self._body()), BODY),
            "party": choice(LISTS["parties"]),
            "party_name": choice(LISTS["party_names"]),
            "title": choice(LISTS["offices"]),
            "Title": choice(LISTS["offices"], str.capitalize),
            "job": choice(list(self._register.occupations)),
            "Job": choice(list(self._register.occupations), str.capitalize),
            "month": choice(LISTS["months"]),
            "Month": choice(LISTS["months"], str.capitalize),
            "day": choice(LISTS["days"]),
            "Day": choice(LISTS["days"], str.capitalize),
            "venue": choice(LISTS["venues"]),
            "law": choice(LISTS["laws"]),
            "heading": slot(self._heading),
            "word": slot(self._one_word),
            "Word": slot(self._heading),
            "WORD": slot(lambda: self._heading().upper()),
            "filler": choice(self._sentences),
            "letter": choice(list(LETTERS)),
            "number": slot(lambda: str(random.randint(1, 999))),
            "year": slot(lambda: str(random.randint(1990, 2030))),
            "time": slot(lambda: f"{random.randint(7, 21)}.{random.choice(('00', '15', '30', '45'))}"),
            "amount": slot(lambda: f"{random.randint(1, 900)} 000 kronor"),
            "date": slot(self._date),
            "identity": slot(lambda: self._digits(random.choice((6, 8)), 4)),
            "phone": slot(lambda: "0" + self._digits(2, 6)),
            "mail": slot(self._mail),
            "case": slot(self._case),
            "Compound": slot(self._compound),
            "COMPOUND": slot(lambda: self._compound().upper()),
            "organ": slot(self._organ, BODY),
            "organ_g": slot(lambda: self._people.plain_genitive(self._organ()), BODY),
            "project": slot(self._project, BODY),
            "world": slot(lambda: random.choice(LISTS["world"]), PLACE),
            "district": slot(self._district, PLACE),
            "quarter": choice(LISTS["quarters"]),
            "font": choice(LISTS["fonts"]),
            "software": choice(LISTS["software"]),
            "acronym": slot(lambda: "".join(random.choices(LETTERS, k=random.randint(2, 5)))),
            "job_def": slot(self._the_job),
            "Job_def": slot(lambda: self._the_job().capitalize()),
            "small": choice(list("abcdefghijklmnopqrstuvxyzåäö")),
            "LETTER": choice(list(LETTERS)),
        }
