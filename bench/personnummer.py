"""Recall and precision on personnummer, ours beside stock Presidio's Swedish recognizer, in one run.

    python bench/personnummer.py [--each N] [--seed S]

Every number is generated: a random birth date with a right check digit. Look-alikes are generated in
the forms that public documents write them in, with and without a label. A number counts as found when
a hit covers all of it, whatever its certainty; a look-alike as wrongly taken when any hit touches it.
"""

import argparse
import math
import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from presidio_analyzer.predefined_recognizers import SePersonnummerRecognizer
from stdnum import luhn

from redactor.domain.folding import fold
from redactor.domain.review import Certainty
from redactor.recognizers.personnummer import Personnummer

TODAY = date(2026, 11, 1)
_SEAM = "\0"
"""Marks where a number ends and the word glued to it begins; not in the text."""

Chance = random.Random
Maker = Callable[[Chance], str]


@dataclass(frozen=True, slots=True)
class Number:
    year: str
    day: str
    last: str
    age: int


@dataclass(frozen=True, slots=True)
class Row:
    """How often each found (or took) the `n` texts of one kind; `certain` is ours alone."""

    kind: str
    n: int
    ours: int
    certain: int
    stock: int


def number(chance: Chance, oldest: int = 99, youngest: int = 0) -> Number:
    days = chance.randint(youngest * 366, oldest * 365)
    born = TODAY - timedelta(days=days)
    day = born.day + (60 if chance.random() < 0.1 else 0)
    base = f"{born:%y%m}{day:02}{chance.randint(0, 999):03}"
    return Number(f"{born:%Y}", f"{born:%m}{day:02}", base[6:] + luhn.calc_check_digit(base), days // 365)


def _form(pattern: str) -> Maker:
    """`C` century, `y` year, `M` month, `D` day, `N` and `n` the two halves of the last four."""

    def make(chance: Chance) -> str:
        made = number(chance, 115, 101) if "+" in pattern else number(chance)
        parts = {
            "C": made.year[:2],
            "y": made.year[2:],
            "M": made.day[:2],
            "D": made.day[2:],
            "N": made.last[:2],
            "n": made.last[2:],
        }
        return "".join(parts.get(sign, sign) for sign in pattern)

    return make


def _misread(maker: Maker, zero: str, one: str) -> Maker:
    def make(chance: Chance) -> str:
        return "".join(
            zero if c == "0" and chance.random() < 0.5 else one if c == "1" and chance.random() < 0.5 else c
            for c in maker(chance)
        )

    return make


def _wide(maker: Maker) -> Maker:
    return lambda chance: maker(chance).translate({ord("0") + i: 0xFF10 + i for i in range(10)})


def _glued(maker: Maker, left: str, right: str) -> Maker:
    return lambda chance: f"{left}{_SEAM}{maker(chance)}{_SEAM}{right}"


STANDARD: dict[str, Maker] = {
    "ÅÅMMDD-NNNN": _form("yMD-Nn"),
    "ÅÅMMDDNNNN": _form("yMDNn"),
    "ÅÅÅÅMMDD-NNNN": _form("CyMD-Nn"),
    "ÅÅÅÅMMDDNNNN": _form("CyMDNn"),
    "ÅÅMMDD+NNNN": _form("yMD+Nn"),
}
ODD: dict[str, Maker] = {
    "blank": _form("yMD Nn"),
    "blank, 12 digits": _form("CyMD Nn"),
    "non-breaking blank": _form("CyMD\u00a0Nn"),
    "en dash": _form("yMD–Nn"),
    "minus sign": _form("yMD−Nn"),
    "U+2011": _form("yMD\u2011Nn"),
    "soft hyphen": _form("CyMD\u00adNn"),
    "blanks round the dash": _form("yMD - Nn"),
    "break after the dash": _form("yMD-\nNn"),
    "break before the dash": _form("yMD\n-Nn"),
    "break for the dash": _form("CyMD\nNn"),
    "break in the date": _form("CyM\nD-Nn"),
    "break in the last four": _form("yMD-N\nn"),
    "dashed date": _form("Cy-M-D-Nn"),
    "spaced date": _form("Cy M D-Nn"),
    "blank in the last four": _form("CyMD-N n"),
    "full-width digits": _wide(_form("yMD-Nn")),
    "O and l": _misread(_form("yMD-Nn"), "O", "l"),
    "o and I, 12 digits": _misread(_form("CyMDNn"), "o", "I"),
    "glued to a word": _glued(_form("yMD-Nn"), "pnr", "och"),
    "glued, no dash": _glued(_form("CyMDNn"), "personnummer", ""),
    "underscores": _glued(_form("yMD-Nn"), "_", "_"),
    "two cells, tab": _form("CyMD\tNn"),
    "two cells, bars": _form("yMD | Nn"),
}


def _digits(chance: Chance, count: int) -> str:
    return "".join(str(chance.randint(0, 9)) for _ in range(count))


def _org(chance: Chance) -> str:
    base = f"{chance.choice('2578')}{chance.randint(0, 9)}{chance.randint(2, 9)}{_digits(chance, 6)}"
    return base + luhn.calc_check_digit(base)


def _dashed(digits: str) -> str:
    return f"{digits[:6]}-{digits[6:]}"


def _day(chance: Chance) -> date:
    return date(1998, 1, 1) + timedelta(days=chance.randint(0, 10_500))


def _mobile(chance: Chance) -> str:
    return "07" + chance.choice("02369") + _digits(chance, 7)


def _unlucky_mobile(chance: Chance) -> str:
    """One of the mobile numbers that are a birth date with a right check digit."""
    base = f"0{chance.choice('7')}0{chance.randint(1, 9)}{chance.randint(1, 28):02}{_digits(chance, 3)}"
    return base + luhn.calc_check_digit(base)


def _checked(chance: Chance, length: int) -> str:
    base = chance.choice("123456789") + _digits(chance, length - 2)
    return base + luhn.calc_check_digit(base)


LOOKALIKES: dict[str, Maker] = {
    "organisationsnummer": lambda c: f"Org.nr {_dashed(_org(c))}",
    "organisationsnummer, bare": lambda c: c.choice((_dashed(_org(c)), _org(c), "16" + _org(c))),
    "VAT number": lambda c: f"SE{_org(c)}01",
    "mobile, no blanks": lambda c: f"Tel {_mobile(c)}",
    "mobile, grouped": lambda c: (lambda m: f"{m[:3]}-{m[3:6]} {m[6:8]} {m[8:]}")(_mobile(c)),
    "mobile, bare": _mobile,
    "mobile that passes both checks": lambda c: f"Mobil: {_unlucky_mobile(c)}",
    "mobile, +46": lambda c: f"+46{_mobile(c)[1:]}",
    "fixed line": lambda c: f"08-{c.randint(100, 999)} {_digits(c, 3)} {_digits(c, 2)}",
    "date and time": lambda c: f"{_day(c)} {c.randint(7, 22):02}:{c.choice(('00', '30', '15'))}",
    "date and time, bare": lambda c: (
        f"{_day(c):%Y%m%d} kl. {c.randint(7, 22):02}{c.choice(('00', '30', '15'))}"
    ),
    "date and time, digits": lambda c: (
        f"{_day(c):%y%m%d} {c.randint(7, 22):02}{c.choice(('00', '15', '30', '45'))}"
    ),
    "date and year": lambda c: f"{_day(c):%y%m%d} {c.randint(1998, 2030)}",
    "period": lambda c: f"{c.randint(15, 26)}0101-{c.choice(('0630', '1231', '0331'))}",
    "two dates": lambda c: f"{_day(c)} - {_day(c)}",
    "time stamp": lambda c: f"{_day(c):%Y%m%d}{_digits(c, 6)}",
    "diarienummer": lambda c: f"SLK-{c.randint(1998, 2026)}-{_digits(c, 5)}",
    "diarienummer, old": lambda c: f"Dnr {c.randint(1, 999):03}-{_digits(c, 4)}/{c.randint(1998, 2026)}",
    "diarienummer, dated": lambda c: f"Dnr {_day(c)}-{_digits(c, 4)}",
    "case with register": lambda c: f"KS {c.randint(100, 999)}-{_digits(c, 3)}/{c.randint(1998, 2026)}",
    "invoice": lambda c: f"Fakturanummer {c.choice('123456789')}{_digits(c, 9)}",
    "OCR payment": lambda c: f"OCR {_checked(c, c.choice((10, 12, 14, 16)))}",
    "bankgiro": lambda c: f"Bankgiro {_digits(c, 3)}-{_digits(c, 4)}",
    "plusgiro": lambda c: f"Plusgiro {_digits(c, 2)} {_digits(c, 2)} {_digits(c, 2)}-{_digits(c, 1)}",
    "account": lambda c: f"Kontonr {c.randint(5000, 5999)}-{_digits(c, 2)} {_digits(c, 3)} {_digits(c, 2)}",
    "SFS and prop.": lambda c: (
        f"SFS {c.randint(1970, 2026)}:{c.randint(1, 1999)}, prop. 2019/20:{c.randint(1, 200)}"
    ),
    "ISBN": lambda c: f"ISBN 978-91-{_digits(c, 3)}-{_digits(c, 4)}-{_digits(c, 1)}",
    "property": lambda c: f"Husie {c.randint(1, 299)}:{c.randint(1, 99)}",
    "amount": lambda c: f"{c.randint(1, 999)} {_digits(c, 3)} {_digits(c, 3)} {_digits(c, 3)} kr",
    "amounts in columns": lambda c: "\t".join(f"{c.randint(1, 99)} {_digits(c, 3)}" for _ in range(6)),
    "years in columns": lambda c: "\t".join(str(c.randint(1998, 2030)) for _ in range(6)),
    "slice of a longer number": lambda c: (
        _digits(c, c.randint(1, 4)) + _form("yMDNn")(c) + _digits(c, c.randint(1, 4))
    ),
    "card number": lambda c: " ".join(_digits(c, 4) for _ in range(4)),
    "IBAN": lambda c: f"SE{_digits(c, 2)} " + " ".join(_digits(c, 4) for _ in range(5)),
    "ten digits": lambda c: _digits(c, 10),
    "twelve digits": lambda c: _digits(c, 12),
}
CARRIERS = (
    "Ärendet rör {} enligt uppgift.",
    "{}",
    "- {}, inkommen handling",
    "Se vidare ({}).",
    "Bilaga 3\n{}\nUnderskrifter",
)


def wilson(hits: int, n: int) -> tuple[float, float]:
    """95 % interval."""
    z, p = 1.96, hits / n
    middle = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return max(0.0, middle - half), min(1.0, middle + half)


def measure(kind: str, maker: Maker, n: int, chance: Chance, whole: bool) -> Row:
    ours_recognizer, stock_recognizer = Personnummer().for_date(TODAY), SePersonnummerRecognizer()
    ours = certain = stock = 0
    for _ in range(n):
        core = maker(chance)
        left, core, right = core.split(_SEAM) if _SEAM in core else ("", core, "")
        carrier = chance.choice(CARRIERS)
        text = carrier.format(left + core + right)
        start = carrier.index("{}") + len(left)
        want = (start, start + len(core))
        folded = fold(text)
        spans = [(folded.span(hit.span), hit.certainty) for hit in ours_recognizer.hits(folded.text)]
        found = [c for s, c in spans if _meets((s.start, s.end), want, whole)]
        ours += bool(found)
        certain += Certainty.CERTAIN in found
        theirs = stock_recognizer.analyze(text, ["SE_PERSONNUMMER"], None)
        stock += any(_meets((r.start, r.end), want, whole) for r in theirs)
    return Row(kind, n, ours, certain, stock)


def _meets(span: tuple[int, int], want: tuple[int, int], whole: bool) -> bool:
    if whole:
        return span[0] <= want[0] and want[1] <= span[1]
    return span[0] < want[1] and want[0] < span[1]


def table(title: str, rows: list[Row], *, good: bool) -> tuple[int, int, int, int]:
    print(f"\n{title:34}{'n':>7}{'ours':>9}{'certain':>9}{'presidio':>10}{'ratio':>8}")
    for row in rows:
        shares = f"{row.ours / row.n:>9.4f}{row.certain / row.n:>9.4f}{row.stock / row.n:>10.4f}"
        print(f"  {row.kind:32}{row.n:>7}{shares}{_ratio(row.ours, row.stock):>8}")
    n, ours, certain, stock = (sum(getattr(r, k) for r in rows) for k in ("n", "ours", "certain", "stock"))
    what = "recall" if good else "taken"
    for name, hits in (("ours", ours), ("ours, certain only", certain), ("presidio", stock)):
        low, high = wilson(hits, n)
        print(f"  {'all: ' + name:32}{n:>7}{hits / n:>9.5f}   [{low:.5f}, {high:.5f}] {what}")
    return n, ours, certain, stock


def _ratio(ours: int, stock: int) -> str:
    return f"{ours / stock:.2f}" if stock else "-"


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--each", type=int, default=1000, help="texts of each kind")
    arguments.add_argument("--seed", type=int, default=20261101)
    options = arguments.parse_args()
    chance = Chance(options.seed)
    begun = time.perf_counter()
    groups = (
        (STANDARD, "Standard writings", True),
        (ODD, "Odd writings", True),
        (LOOKALIKES, "Look-alikes taken", False),
    )
    sums = []
    for makers, title, good in groups:
        rows = [measure(kind, maker, options.each, chance, good) for kind, maker in makers.items()]
        sums.append(table(title, rows, good=good))
    right = [sums[0][i] + sums[1][i] for i in (1, 2, 3)]
    wrong = [sums[2][i] for i in (1, 2, 3)]
    print("\nPrecision: true / (true + look-alikes taken)")
    for name, true, false in zip(("ours", "ours, certain only", "presidio"), right, wrong, strict=True):
        low, high = wilson(true, true + false)
        print(f"  {name:32}{true / (true + false):>16.5f}   [{low:.5f}, {high:.5f}]")
    print(f"\nseed {options.seed}, {time.perf_counter() - begun:.1f} s")


if __name__ == "__main__":
    main()
