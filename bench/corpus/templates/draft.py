"""A template document while it is written: its people, its lines, its number formats."""

from datetime import date, timedelta

from stdnum import luhn

from bench.corpus.names import GIVEN, SURNAMES, Half
from bench.corpus.people import parted, plain_letters
from bench.invented import Chance

TOWNS = ("Ljungsjö", "Älvhamn", "Norrvallen", "Söderviken", "Bergsjöby", "Östhult", "Kvarnfors", "Lövmark")
_PARTIES = ("S", "M", "C", "V", "L", "KD", "MP", "SD")
_STREETS = (
    "Björkvägen",
    "Stationsgatan",
    "Lillgatan",
    "Parkvägen",
    "Ängsstigen",
    "Skolgatan",
    "Kyrkbacken",
    "Hantverkargatan",
    "Tallvägen",
    "Sjögatan",
    "Nygatan",
    "Rönnvägen",
    "Kvarngatan",
    "Fältspatsvägen",
    "Södra Storgatan",
    "Linnés gata",
    "Per Brahes väg",
    "Gamla Landsvägen",
)
_ESTATES = (
    "Rödluvan",
    "Hällan",
    "Norrby",
    "Vretaholm",
    "Smedjan",
    "Kråkan",
    "Sjöbo",
    "Utmarken",
    "Tallmon",
    "Räven",
)
_CASES = ("{b}-{y}-{n}", "{b} {y}/{n}", "{y}-{b}{n:04}", "{b}-{y}-{n:05}", "{b} {n}-{m}/{y}", "{b} {y}.{n}")
_DAYS = ("{d:%Y-%m-%d}", "den {d.day} {month} {d.year}", "{d.day}/{d.month} {d.year}", "{d:%y%m%d}")
_MONTHS = (
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
)
_PHONES = ((("070", "-"), 1740605, 94), (("031", "-"), 3900600, 99), (("040", "-"), 6280400, 99))
"""PTS's ranges for fiction: prefix, first number, how many after it."""
_NUMBERS = ("pnr10", "pnr10", "pnr12", "pnr12_plain", "pnr10_plain", "pnr_space")


class Draft:
    """Gathers lines; `text` is the document in the corpus' own format."""

    def __init__(self, chance: Chance, half: Half) -> None:
        self.chance = chance
        self._half = half
        self._people: list[tuple[str, str, str]] = []
        self._lines: list[str] = []
        self._case = chance.choice(_CASES)
        self._day = chance.choice(_DAYS)
        self.number_form = chance.choice(_NUMBERS)
        self.town = chance.choice(TOWNS)
        self.domain = f"{plain_letters(self.town)}.se"
        self.date = date(2023, 1, 9) + timedelta(days=chance.randint(0, 1000))
        self.kind, self.board, self._letters = "minutes", "Socialnämnden", "SN"

    def begin(self, kind: str, board: str, letters: str) -> None:
        """Kind, board and the letters of its case numbers."""
        self.kind, self.board, self._letters = kind, board, letters

    def add(self, *lines: str) -> None:
        self._lines.extend(lines)

    def item(self, fence: str, number: object, case: str, marker: str, *lines: str) -> None:
        """A fenced item; `fence` is public, secret, partly or attachment."""
        named = f' case="{case}"' if case else ""
        told = f' marker="{marker}"' if marker else ""
        self._lines += [f"<<<{fence} number={number}{named}{told}", *lines, ">>>"]

    def person(self, role: str, surname: str = "") -> str:
        """A new person's key."""
        prefix = {"private": "p", "elected": "e", "official": "o", "firm": "f"}[role]
        who = f"{prefix}{sum(key.startswith(prefix) for key, _, _ in self._people) + 1}"
        self._people.append((who, self._name(surname), role))
        return who

    def firm(self, owner: str = "") -> str:
        """A firm's key; it may bear its owner's surname."""
        who = f"f{sum(key.startswith('f') for key, _, _ in self._people) + 1}"
        surname = self.surname(owner) if owner else self.chance.choice(SURNAMES[self._half])
        ending = self.chance.choice(("Bygg AB", "Konsult AB", "Entreprenad AB", "Måleri HB", "Transport AB"))
        self._people.append((who, f"{surname} {ending}", "firm"))
        return who

    def _name(self, surname: str) -> str:
        chance = self.chance
        taken = {name for _, name, _ in self._people}
        while True:
            first = chance.choice(GIVEN[self._half])
            if chance.random() < 0.12:
                first += "-" + chance.choice(GIVEN[self._half])
            last = surname or chance.choice(SURNAMES[self._half])
            if not surname and chance.random() < 0.1:
                last += " " + chance.choice(SURNAMES[self._half])
            if f"{first} {last}" not in taken:
                return f"{first} {last}"

    def surname(self, who: str) -> str:
        return parted(self._named(who))[1]

    def _named(self, who: str) -> str:
        return next(name for key, name, _ in self._people if key == who)

    def party(self) -> str:
        return self.chance.choice(_PARTIES)

    def case(self) -> str:
        """A new case number in the document's format."""
        n, m = self.chance.randint(2, 899), self.chance.randint(100, 999)
        return self._case.format(b=self._letters, y=self.date.year, n=n, m=m)

    def day(self, after: int = 0) -> str:
        """A day so many days after the document's, in its format."""
        day = self.date + timedelta(days=after)
        return self._day.format(d=day, month=_MONTHS[day.month - 1])

    def number(self, who: str) -> str:
        """The slot of a personnummer in the document's form."""
        return f"{{{who}.{self.number_form}}}"

    def street(self, who: str) -> str:
        door = self.chance.choice(("", "", " A", " B", ", lgh 1102"))
        return (
            f"[[SE_STREET_ADDRESS {who}|{self.chance.choice(_STREETS)} {self.chance.randint(1, 88)}{door}]]"
        )

    def postal(self, who: str) -> str:
        code = f"{self.chance.randint(210, 980)} {self.chance.randint(10, 99)}"
        return f"[[SE_POSTAL_ADDRESS {who}|{code} {self.town}]]"

    def phone(self, who: str) -> str:
        (prefix, dash), first, count = self.chance.choice(_PHONES)
        number = str(first + self.chance.randint(0, count))
        if self.chance.random() < 0.5:
            number = f"{number[:-4]} {number[-4:-2]} {number[-2:]}"
        return f"[[PHONE_NUMBER {who}|{prefix}{self.chance.choice((dash, ' '))}{number}]]"

    def mail(self, who: str, domain: str = "example.com") -> str:
        first, last = (plain_letters(part).replace(" ", "") for part in parted(self._named(who)))
        local = (
            f"{first}.{last}"
            if domain != "example.com"
            else self.chance.choice((f"{first}.{last}", f"{last}{first[0]}"))
        )
        return f"[[EMAIL_ADDRESS {who}|{local}@{domain}]]"

    def work_mail(self, who: str) -> str:
        return self.mail(who, self.domain)

    def estate(self, who: str) -> str:
        """A property designation; nobody's is written without a mark."""
        unit = f"{self.chance.choice(_ESTATES)} {self.chance.randint(1, 40)}"
        unit += f":{self.chance.randint(1, 120)}" if self.chance.random() < 0.7 else ""
        return unit if who == "-" else f"[[SE_FASTIGHETSBETECKNING {who}|{unit}]]"

    def account(self, who: str) -> str:
        one, two, three = (self.chance.randint(100, 999) for _ in range(3))
        return f"[[SE_BANK_ACCOUNT {who}|8327-9, {one} {two} {three}-{self.chance.randint(0, 9)}]]"

    def organisation(self) -> str:
        """An organisationsnummer with a right check digit; a firm's, so no mark."""
        base = f"55{self.chance.randint(6000000, 9999999)}"[:9]
        return f"{base[:6]}-{base[6:]}{luhn.calc_check_digit(base)}"

    def text(self) -> str:
        people = "\n".join(f"  {who}: {{name: {name}, role: {role}}}" for who, name, role in self._people)
        head = f"---\nkind: {self.kind}\nboard: {self.board}\nhand: mall\npeople:\n{people}\n---\n"
        return head + "\n".join(self._lines) + "\n"
