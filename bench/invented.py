"""Invented secrets of every kind, and public sentences to hide them in. Seeded: no two runs differ."""

import random
from dataclasses import dataclass
from datetime import date

from stdnum import luhn

from tests.leaks.pdf_readers import squashed

Chance = random.Random

WHO = ("Nämnden", "Förvaltningen", "Biblioteket", "Skolan", "Utskottet", "Simhallen", "Styrelsen")
DOES = ("behandlar", "godkänner", "redovisar", "planerar", "utreder", "avslutar")
WHAT = ("budgeten", "öppettiderna", "upphandlingen", "skötselplanen", "arbetsmiljön", "årsrapporten")
WHEN = ("under våren", "enligt planen", "till sommaren", "efter samråd", "med kort varsel", "varje kvartal")
THING = ("Bibliotekets öppettider", "Parkens lekplats", "Vägbelysning", "Skolmaten", "Simhallens avgifter")


@dataclass(frozen=True, slots=True)
class Secret:
    """`parts` are searched for everywhere; `spoken` in page text alone: too short to look for in bytes."""

    kind: str
    text: str
    parts: tuple[str, ...]
    spoken: tuple[str, ...] = ()


def word(chance: Chance) -> str:
    """An invented word of at least five letters, capitalised."""
    onsets = ("br", "st", "fj", "kv", "m", "t", "gr", "l", "sk", "v", "h", "dr", "tr", "n")
    syllables = (chance.choice(onsets) + chance.choice("aeiouyåäö") for _ in range(chance.randint(2, 3)))
    return ("".join(syllables) + chance.choice(("lin", "mark", "ström", "gren", "nius"))).capitalize()


def parts_of(*words: str) -> tuple[str, ...]:
    """Each word as letters and digits, backwards, and as the hexadecimal writing of a PDF string."""
    plain = [squashed(word) for word in words]
    hexadecimal = [word.encode(e).hex() for word in words for e in ("cp1252", "utf-16-be")]
    return (*plain, *(word[::-1] for word in plain), *hexadecimal)


def name(chance: Chance) -> Secret:
    words = [word(chance) for _ in range(chance.choice((2, 2, 3)))]
    return Secret("name", " ".join(words), parts_of(*words))


def personnummer(chance: Chance) -> Secret:
    """Birth numbers 980 to 999 belong to nobody: Skatteverket's test series."""
    born = date.fromordinal(chance.randint(date(1926, 1, 1).toordinal(), date(2024, 1, 1).toordinal()))
    base = f"{born:%y%m%d}{chance.randint(980, 999)}"
    number = base + luhn.calc_check_digit(base)
    century = f"{born:%Y}"[:2] if chance.random() < 0.5 else ""
    text = f"{century}{number[:6]}{chance.choice(('-', '-', ''))}{number[6:]}"
    label = chance.choice(("personnummer ", "Personnummer: ", "pnr ", ""))
    return Secret("personnummer", label + text, parts_of(number, text), (number[:6], number[6:]))


def email(chance: Chance) -> Secret:
    first, last = word(chance).lower(), word(chance).lower()
    ascii_only = str.maketrans("åäö", "aao")
    first, last = first.translate(ascii_only), last.translate(ascii_only)
    return Secret("e-mail", f"{first}.{last}@example.com", parts_of(first, last))


def phone(chance: Chance) -> Secret:
    """The series that PTS keeps for fiction."""
    area, start = chance.choice((("070", 1740605), ("031", 3900600), ("040", 6280400), ("08", 46500400)))
    number = str(start + chance.randint(0, 94))
    grouped = f"{number[:-4]} {number[-4:-2]} {number[-2:]}"
    text = area + chance.choice(("-", " ")) + chance.choice((number, grouped))
    return Secret("phone", text, parts_of(area[1:] + number, text), (number,))


def address(chance: Chance) -> Secret:
    street = word(chance) + chance.choice(("vägen", "gatan", "stigen"))
    return Secret("address", f"{street} {chance.randint(1, 88)}", parts_of(street))


def item_sentence(chance: Chance) -> Secret:
    """For a secret item: it goes with the item, whatever it says."""
    who, what = word(chance), word(chance).lower()
    text = f"{who} behöver {what} och {chance.choice(('stöd', 'vård', 'hjälp'))} hemma"
    return Secret("item", text, parts_of(who, what))


MAKERS = (name, personnummer, email, phone, address, item_sentence)


def sentence(chance: Chance) -> str:
    return " ".join(chance.choice(words) for words in (WHO, DOES, WHAT, WHEN)) + "."
