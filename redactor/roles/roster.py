"""Who is public in this document, learned from its attendance, party tags, titles, signatures and mail."""

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise

import regex

from redactor.domain.document import LayerId, Section, Span
from redactor.domain.figures import is_figure
from redactor.domain.folding import folded_text
from redactor.domain.given_names import is_given
from redactor.domain.review import Role
from redactor.recognizers.persons.names import Names, Run
from redactor.roles import words
from redactor.roles.attendance import Attendance, attendance
from redactor.roles.chats import speakers
from redactor.roles.columns import Column, is_office
from redactor.roles.domains import mails, organisations, private_provider, shared_domains
from redactor.roles.entries import Entry
from redactor.roles.lists import spread
from redactor.roles.reading import Reading
from redactor.roles.rows import members

Key = tuple[str, ...]
"""A name's words, lower case, without diacritics and particles; hyphenated words stand apart."""

_WORD = regex.compile(r"\p{L}[\p{L}'’]*")
_TAG = regex.compile(
    r"[ \n]?[(\[](\p{L}{1,5})[)\]]|, ?(\p{L}{1,3})(?=[,;)\n]|$)| (\p{Lu}{1,2})(?=[,;\n]|$)"
    r"|\n(?:\p{Lu}\p{Ll}+\n)?\n?(\p{Lu}{1,2}) *\n"
)
_BEFORE = 90
_CELLS = re.compile(r"\t+| {2,}")
_NAMED = regex.compile(r"\p{Lu}[\p{L}'’-]+(?: ?\([^()\n]{1,20}\))?,? $")
"""A name, where a title may follow it."""
_WIDEST_LINE = 160
"""Characters of a line in which names stand side by side."""
_CELL = regex.compile(r"[^\s](?:[^\n\t ]| (?! ))*")
"""What stands between wide blanks."""
_PARTICLES = frozenset(
    {"von", "af", "de", "der", "den", "van", "del", "la", "di", "da", "al", "el", "bin", "ibn", "zu"}
)
_YOUNGER = frozenset({"yngre", "yngres", "aldre", "aldres", "junior", "senior", "jr", "sr"})


ATTENDS = Entry(Role.OFFICIAL, True, "Namnet står i närvaro- eller underskriftslistan.")
_MEMBER = "Namnet följs av en partibeteckning och tillhör en förtroendevald."
_TITLE = "Namnet står med en titel och tillhör någon som handlar i tjänsten eller i ett uppdrag."
_SHARED = "Namnet står med en titel, ensamt eller tillsammans med andra."
_OFFICE = "Namnet står där den som handlar i tjänsten eller i ett uppdrag anges."
_ACTS = "Personen agerar vid sammanträdet."
_FIGURE = "Namnet tillhör någon som nämns för sin offentliga verksamhet."
_HISTORIC = "Namnet är en historisk persons."
_AFFILIATED = "Namnet står med den organisation som personen företräder."
_OFFICES = frozenset({_TITLE, _SHARED, _OFFICE, _AFFILIATED})
_SPREADS = frozenset({_ACTS, _SHARED, _OFFICE, _AFFILIATED})
"""What is said of one name of a list and holds for the others too."""
_MAIL_WHY = "Namnet har en e-postadress hos myndigheten eller en organisation."
_SPEAKS = "Personen skriver i en arbetsplatsens chatt."


IN_COLUMN = Entry(
    Role.OFFICIAL, True, "Namnet står i en kolumn för dem som handlar i tjänsten eller i ett uppdrag."
)


class Roster:
    """Public names of one document, found whole, misspelt, in the genitive or by surname."""

    def __init__(self) -> None:
        self._entries: dict[Key, Entry] = {}
        self._surnames: dict[str, Entry] = {}
        self._by_initial: dict[tuple[int, str], list[Key]] = {}
        self.names: set[str] = set()
        self.domains: frozenset[str] = frozenset()
        """Mail domains of authorities and other organisations."""

    def add(self, text: str, entry: Entry) -> None:
        """Learn a name; firm evidence replaces weak, the first of a kind stays."""
        turned = _turned_round(text)
        for name in (text, turned) if turned else (text,):
            self._add(key_of(name), name, entry)
        if turned and entry.firm:
            self._surnames.pop(key_of(text)[-1], None)

    def _add(self, key: Key, text: str, entry: Entry) -> None:
        if len(key) < 2:
            return
        held = self._entries.get(key)
        if held is None or (entry.firm and not held.firm):
            self._entries[key] = entry
        if held is None:
            self._by_initial.setdefault((len(key), key[0][0]), []).append(key)
            self.names.add(" ".join(text.split()))
        surname = key[-1]
        if entry.firm:
            self._surnames[surname] = entry

    def is_firm(self, key: Key) -> bool:
        """Whether the document itself makes the whole name public, beyond what it does at a meeting."""
        entry = self.find(key, near=False) if len(key) > 1 else None
        return entry is not None and entry.firm

    def is_office(self, key: Key) -> bool:
        """Whether the document gives the one with that name an office or an organisation to speak for."""
        entry = self._entries.get(key)
        return entry is not None and entry.why in _OFFICES

    def find(self, key: Key, *, near: bool = True) -> Entry | None:
        """The entry for a name as written or in the genitive; `near` allows for slips of the pen."""
        for form in forms(key):
            if form in self._entries:
                return self._entries[form]
        if len(key) == 1:
            return self.surname(key)
        return (self._near(key) or self._tail(key)) if near else None

    def _tail(self, key: Key) -> Entry | None:
        """A public name behind a capitalised word that begins the sentence."""
        return self.find(key[1:], near=False) if len(key) > 2 else None

    def surname(self, key: Key) -> Entry | None:
        """The entry of a person with that surname whose name is firmly public."""
        return next((self._surnames[f[-1]] for f in forms(key) if f[-1] in self._surnames), None)

    def spans(self, names: Names) -> Iterator[Span]:
        """Where public persons are named whole, in folded text."""
        for run in names.runs:
            if run.full and self.is_firm(key_of(run.span.cut(names.text))):
                yield run.span

    def _near(self, key: Key) -> Entry | None:
        for candidate in self._by_initial.get((len(key), key[0][0]), ()):
            if any(_alike(form, candidate) for form in forms(key)):
                return self._entries[candidate]
        for form in forms(key):
            part = next(
                (c for c in self._by_initial.get((len(key) + 1, form[0][0]), ()) if _part(form, c)), None
            )
            if part is not None:
                return self._entries[part]
        return None


def key_of(name: str) -> Key:
    """The words of a name as written; `Surname, Given` is turned."""
    surname, comma, given = name.partition(",")
    turned = f"{given} {surname}" if comma else name
    plain = folded_text(turned).casefold()
    bare = plain if plain.isascii() else _unmarked(plain)
    found = tuple(w.strip("'’") for w in _WORD.findall(bare) if len(w) > 1)
    bare_words = tuple(w for w in found if w not in _PARTICLES) or found
    if len(bare_words) > 2 and bare_words[-1] in _YOUNGER:
        return bare_words[:-1]
    return bare_words


def _unmarked(text: str) -> str:
    """Letters without their marks: `a` for `å`."""
    apart = unicodedata.normalize("NFD", text)
    return "".join(c for c in apart if c.isascii() or not unicodedata.combining(c))


def _turned_round(text: str) -> str | None:
    """`Nyberg Hans` as `Hans Nyberg`."""
    name = text.split()
    if "," in text or len(name) < 2 or not is_given(name[-1]) or is_given(name[0]):
        return None
    return " ".join((name[-1], *name[:-1]))


def forms(key: Key) -> Iterator[Key]:
    """A name's key as written, and without the -s that may be a genitive's."""
    yield key
    if key and key[-1].endswith("s") and len(key[-1]) > 2:
        yield (*key[:-1], key[-1][:-1])


def _alike(a: Key, b: Key) -> bool:
    """Same number of words, and at most one letter differs in each word of five letters or more."""
    return all(x == y or (min(len(x), len(y)) >= 5 and _one_apart(x, y)) for x, y in zip(a, b, strict=True))


def _part(short: Key, long: Key) -> bool:
    """Whether one middle name or one of two surnames is left out."""
    return short[0] == long[0] and len(short) > 1 and set(short) < set(long)


def _one_apart(a: str, b: str) -> bool:
    """Whether one letter is added, left out, changed, or two neighbours are swapped."""
    if len(a) > len(b):
        a, b = b, a
    if len(b) - len(a) > 1:
        return False
    i = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), len(a))
    if len(a) == len(b):
        return a[i + 1 :] == b[i + 1 :] or (a[i : i + 2] == b[i : i + 2][::-1] and a[i + 2 :] == b[i + 2 :])
    return a[i:] == b[i + 1 :]


def build(readings: Mapping[LayerId, Reading], sections: Sequence[Section]) -> Roster:
    """Read every layer. Linear in the text."""
    roster = Roster()
    locals_seen: dict[str, list[str]] = {}
    for layer, reading in readings.items():
        names = reading.names
        listed = attendance(layer, reading, sections)
        for span, entry in (*_in_columns(reading), *_speaking(names.text)):
            roster.add(span.cut(names.text), entry)
        for span in members(names):
            roster.add(span.cut(names.text), Entry(Role.ELECTED, True, _MEMBER))
        entries = [_entry(reading, run, listed, locals_seen) for run in names.runs]
        for run, told in zip(names.runs, spread(names, entries, _SPREADS), strict=True):
            if told is not None:
                roster.add(run.span.cut(names.text), told)
        for span, entry in _turned(reading, listed):
            roster.add(span.cut(names.text), entry)
    for holders in locals_seen.values():
        if len({key_of(text) for text in holders}) >= 2:
            for text in holders:
                roster.add(text, Entry(Role.ELECTED, True, _MEMBER))
    _add_by_mail(roster, readings.values())
    return roster


def _add_by_mail(roster: Roster, readings: Collection[Reading]) -> None:
    """Names with a mail address at an organisation: an authority, or where somebody in office has one."""
    texts = [reading.folded.text for reading in readings]
    domains = {key: domain for text in texts for key, domain in _mail_keys(text)}
    offices = (d for key, d in domains.items() if roster.is_office(key))
    shared = shared_domains(((key[-1], domain) for key, domain in domains.items()), texts)
    roster.domains = organisations(texts).union((d for d in offices if not private_provider(d)), shared)
    keys = {key for key, domain in domains.items() if domain in roster.domains}
    for reading in readings if keys else ():
        for run in reading.names.runs:
            text = run.span.cut(reading.names.text)
            if run.full and not reading.names.is_organisation(run) and keys.intersection(forms(key_of(text))):
                roster.add(text, Entry(Role.OFFICIAL, False, _MAIL_WHY))


def _entry(reading: Reading, run: Run, listed: Attendance, local: dict[str, list[str]]) -> Entry | None:
    names = reading.names
    if not run.full or names.is_organisation(run):
        return None
    text, end = names.text, run.span.end
    if is_figure(run.span.cut(text)):
        return Entry(Role.PUBLIC_FIGURE, False, _HISTORIC)
    tag = _TAG.match(text, end)
    letters = next((g for g in tag.groups() if g), "") if tag else ""
    if letters.casefold() in words.PARTIES:
        return Entry(Role.ELECTED, True, _MEMBER)
    if tag and tag[1] and letters[0].isupper() and letters.casefold() not in words.NO_PARTY:
        local.setdefault(letters.casefold(), []).append(run.span.cut(text))
    if listed.lists(text, reading.source(run.span), run.span):
        return ATTENDS
    if words.titles_after().match(text, end):
        return Entry(Role.OFFICIAL, True, _SHARED)
    if words.title_after().match(text, end):
        return Entry(Role.OFFICIAL, True, _TITLE)
    before = text[max(0, run.span.start - _BEFORE) : run.span.start]
    if words.titles_before().search(before):
        return Entry(Role.OFFICIAL, True, _SHARED)
    if (told := announced(before)) is not None:
        return told
    if (
        words.title_below().match(text, end)
        or words.unit_below().match(text, end)
        or _title_in_column(text, run)
    ):
        return Entry(Role.OFFICIAL, False, _TITLE)
    profession = words.profession_before().search(before)
    if words.profession_after().match(text, end) or _is_own(before, profession):
        return Entry(Role.OFFICIAL, False, _TITLE)
    if words.work_before().search(before):
        return Entry(Role.OFFICIAL, False, _OFFICE)
    if words.figure_before().search(before):
        return Entry(Role.PUBLIC_FIGURE, False, _FIGURE)
    if words.affiliation_after().match(text, end):
        return Entry(Role.OFFICIAL, False, _AFFILIATED)
    if words.acts_after().match(text, end) or words.floor_before().search(before):
        return Entry(Role.ELECTED, False, _ACTS)
    return None


def announced(before: str) -> Entry | None:
    """Why the folded text right before a name, or a part of one, makes it public: a title, an office."""
    if _is_own(before, words.title_before().search(before)):
        return Entry(Role.OFFICIAL, True, _TITLE)
    office = words.office_before().search(before)
    if office is not None and not _heads_column(before, office.start()):
        return Entry(Role.OFFICIAL, True, _OFFICE)
    if words.royal_before().search(before):
        return Entry(Role.PUBLIC_FIGURE, False, _FIGURE)
    return None


def _heads_column(before: str, at: int) -> bool:
    """Whether a label, whose name stands in a line below, heads a table's last column.

    Headings that are offices all are a signature block's: who signs stands below, whatever the column.
    """
    line = before[before.rfind("\n", 0, at) + 1 : at]
    cells = [cell for cell in _CELLS.split(line) if cell.strip()]
    return "\n" in before[at:] and not all(is_office(cell) for cell in cells)


def _is_own(before: str, title: re.Match[str] | None) -> bool:
    """Whether a title before a name is that one's, not of the one before (`Karl Berg, rektor, Eva Lind`)."""
    if title is None:
        return False
    parted = title[0].rstrip().endswith(",")
    return not (parted and _NAMED.search(before, 0, title.start()) is not None)


def _turned(reading: Reading, listed: Attendance) -> Iterator[tuple[Span, Entry]]:
    """Names written `Surname, Given` before a party's letters or in the attendance list."""
    names = reading.names
    for surname, given in pairwise(names.runs):
        between = names.text[surname.span.end : given.span.start]
        if (
            between not in (", ", ",\n")
            or surname.initials
            or not is_given(given.words[0] if given.words else "")
        ):
            continue
        if len(surname.words) > 2 or is_given(surname.words[0]):
            continue
        span = Span(surname.span.start, given.span.end)
        if has_party(names.text, given.span.end):
            yield span, Entry(Role.ELECTED, True, _MEMBER)
        elif listed.lists(names.text, reading.source(span), span):
            yield span, ATTENDS


def has_party(text: str, end: int) -> bool:
    """Whether a party's letters stand right behind a name that ends there."""
    tag = _TAG.match(text, end)
    letters = next((g for g in tag.groups() if g), "") if tag else ""
    return letters.casefold() in words.PARTIES


def _title_in_column(text: str, run: Run) -> bool:
    """Whether the same column of the line below, in lines parted by tabs or wide blanks, is a title."""
    start = text.rfind("\n", 0, run.span.start) + 1
    end = text.find("\n", run.span.end)
    if end < 0 or end - start > _WIDEST_LINE:
        return False
    line, below = text[start:end], text[end + 1 : end + 1 + _WIDEST_LINE].split("\n", 1)[0]
    if "\t" in line:
        column, cells = line.count("\t", 0, run.span.start - start), below.split("\t")
        return column < len(cells) and words.title_line().fullmatch(cells[column]) is not None
    if "  " not in line.strip():
        return False
    own = Span(run.span.start - start, run.span.end - start)
    return any(
        Span(*cell.span()).overlaps(own) and words.title_line().fullmatch(cell[0].rstrip(" ,"))
        for cell in _CELL.finditer(below)
    )


def is_public_place(text: str, run: Run) -> bool:
    """Whether a party tag or a title right beside the run says that it names somebody public there."""
    return has_party(text, run.span.end) or words.title_after().match(text, run.span.end) is not None


def _in_columns(reading: Reading) -> Iterator[tuple[Span, Entry]]:
    """Names below a heading of those who act in office."""
    if any(kind is Column.OFFICE for _, kind in reading.columns.cells):
        for run in reading.names.runs:
            if run.full and reading.columns.of(reading.source(run.span)) is Column.OFFICE:
                yield run.span, IN_COLUMN


def _speaking(text: str) -> Iterator[tuple[Span, Entry]]:
    for span in speakers(text):
        yield span, Entry(Role.OFFICIAL, False, _SPEAKS)


def _mail_keys(text: str) -> Iterator[tuple[Key, str]]:
    """Names in mail addresses, and their domains."""
    for local, domain in mails(text):
        parts = key_of(local.replace(".", " ").replace("_", " "))
        if len(parts) >= 2:
            yield parts, domain
