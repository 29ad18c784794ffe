"""Who the people of one document are: their names, every way a slot writes them, and their numbers.

Seeded: the same document and seed give the same people.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date, timedelta

from stdnum import luhn

from bench.corpus.names import GIVEN, KNOWN_GIVEN, MIDDLE, PARTICLES, SURNAMES, Half
from bench.corpus.source import Mark, Person, Plain, Source
from bench.invented import Chance

_WORD = re.compile(r"[^\W\d_]+")
_YEAR = re.compile(r"(?<!\d)(19[3-9]\d|20[0-3]\d)(?!\d)")
_DAY = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)|(\d{1,2}) (jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)\w*\.? (\d{4})"
)
_MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_OLD = 100
"""Years of age from which a plus sign stands in a personnummer of ten digits (folkbokföringslagen 18 §)."""


@dataclass(frozen=True, slots=True)
class Cast:
    """The people of one document with the names they have this time; `year` is the document's."""

    people: dict[str, Person]
    renamed: dict[str, str]
    """New name parts by the old ones, for mail addresses made of names."""
    numbers: dict[str, str] = field(repr=False)
    """Twelve digits each."""
    year: int
    comma: bool
    """Whether a surname set first has a comma after it."""

    def name(self, who: str, form: str) -> str:
        """As the slot's form writes it."""
        full = self.people[who].name
        first, last = parted(full)
        match form:
            case "first":
                return first
            case "last":
                return last
            case "upper":
                return full.upper()
            case "initials":
                return "".join(f"{word[0]}." for word in full.split() if word not in PARTICLES)
            case "sur_first":
                given = full.removesuffix(last).strip()
                return f"{last}, {given}" if self.comma else f"{last} {given}"
        return full

    def number(self, who: str, form: str) -> str:
        """The personnummer in the slot's form."""
        digits = self.numbers[who]
        century, born, last = digits[:2], digits[2:8], digits[8:]
        sign = "+" if self.year - int(digits[:4]) >= _OLD else "-"
        match form:
            case "pnr12":
                return f"{century}{born}-{last}"
            case "pnr10_plain":
                return born + last
            case "pnr12_plain":
                return digits
            case "pnr_space":
                return f"{born} {last}"
        return f"{born}{sign}{last}"

    def text_of(self, mark: Mark) -> str:
        """A mark's text; where it is made of names, of the names that people have this time."""
        if mark.entity_type != "EMAIL_ADDRESS":
            return _WORD.sub(lambda m: self.renamed.get(m[0], m[0]), mark.text)
        plain = {plain_letters(old): plain_letters(new) for old, new in self.renamed.items()}
        local, at, domain = mark.text.partition("@")
        return re.sub(r"[a-z]+", lambda m: plain.get(m[0], m[0]), local) + at + domain


def genitive(name: str) -> str:
    """Swedish: s, but not after s, x or z."""
    return name if name[-1] in "sxzSXZ" else name + "s"


def parted(full: str) -> tuple[str, str]:
    """First name and surname; one word is both."""
    first, *rest = full.split()
    while len(rest) > 1 and rest[0] in MIDDLE:
        rest = rest[1:]
    return first, " ".join(rest) or first


def plain_letters(text: str) -> str:
    """As in a mail address: lower case, without diacritics."""
    return "".join(c for c in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(c))


def cast(source: Source, chance: Chance, half: Half, *, rename: bool) -> Cast:
    """`rename` gives every person but public figures another name, so that kin still share theirs."""
    year = _year_of(source)
    renamed = _renamed(source, chance, half) if rename else {}
    people = {who: _named(person, renamed) for who, person in source.people.items()}
    born = _births(source)
    numbers = {who: personnummer(chance, born.get(who) or _birth(chance, year)) for who in people}
    return Cast(people, renamed, numbers, year, chance.random() < 0.6)


def personnummer(chance: Chance, born: date) -> str:
    """Twelve digits. Birth numbers 980 to 999 belong to nobody: Skatteverket's test series."""
    base = f"{born:%y%m%d}{chance.randint(980, 999)}"
    return f"{born:%Y}"[:2] + base + luhn.calc_check_digit(base)


def _named(person: Person, renamed: dict[str, str]) -> Person:
    """The person under a new name. A firm's name may hold its owner's surname in the genitive."""
    if person.role == "public":
        return person

    def new(word: str) -> str:
        if person.role == "firm" and word not in renamed and word.endswith("s") and word[:-1] in renamed:
            return genitive(renamed[word[:-1]])
        return renamed.get(word, word)

    return Person(_WORD.sub(lambda match: new(match[0]), person.name), person.role)


def _renamed(source: Source, chance: Chance, half: Half) -> dict[str, str]:
    """A new part for every part of a name, but for parts that the author plays on elsewhere in the text."""
    said = {w for p in source.pieces if isinstance(p, Plain) for w in _WORD.findall(p.text)}
    said |= {
        w for p in source.pieces if isinstance(p, Mark) and "@" not in p.text for w in _WORD.findall(p.text)
    }
    figures = {w for p in source.people.values() if p.role == "public" for w in _WORD.findall(p.name)}
    kept = said | figures | PARTICLES
    renamed: dict[str, str] = {}
    taken = set(kept)
    for person in source.people.values():
        if person.role in ("public", "firm"):
            continue
        first = person.name.split()[0]
        for word in _WORD.findall(person.name):
            if word in renamed or word in kept or genitive(word) in said or len(word) == 1:
                continue
            is_given = (
                word in first or word in MIDDLE or (len(person.name.split()) == 1 and word in KNOWN_GIVEN)
            )
            pool = GIVEN[half] if is_given else SURNAMES[half]
            free = [name for name in pool if name not in taken]
            renamed[word] = chance.choice(free or list(pool))
            taken.add(renamed[word])
    return renamed


def _year_of(source: Source) -> int:
    """The year named most often; the latest of those."""
    years = [int(y) for p in source.pieces if isinstance(p, Plain) for y in _YEAR.findall(p.text)]
    return max(set(years), key=lambda y: (years.count(y), y)) if years else 2024


def _births(source: Source) -> dict[str, date]:
    """Birth dates that the text tells beside somebody's number."""
    found: dict[str, date] = {}
    for mark in (p for p in source.pieces if isinstance(p, Mark) and p.entity_type == "BIRTH_DATE"):
        if (day := _DAY.search(mark.text)) is not None:
            year, month, number, short, name, late = day.groups()
            found[mark.who] = (
                date(int(year), int(month), int(number))
                if year
                else date(int(late), _MONTHS.index(name) + 1, int(short))
            )
    return found


def _birth(chance: Chance, year: int) -> date:
    """A grown person's, mostly."""
    age = chance.randint(3, 17) if chance.random() < 0.15 else chance.randint(18, 95)
    return date(year - age - 1, 1, 1) + timedelta(days=chance.randint(0, 364))
