"""Automatic numbers as Word shows them: counts per abstract list, levels, restarts, start overrides."""

from dataclasses import dataclass, field
from typing import Final

from redactor.formats.docx.names import VAL, Element, child, number, value, w
from redactor.formats.docx.styles import Style

LEVELS: Final = 9
_BULLET: Final = "•"
_ROMAN: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
MAX_ROMAN: Final = 4_000


@dataclass(frozen=True, slots=True)
class Level:
    """One `w:lvl`. `restart` is the level after which it restarts (-1: any higher one)."""

    start: int = 1
    format: str = "decimal"
    text: str = field(default="", repr=False)
    legal: bool = False
    restart: int = -1


@dataclass(frozen=True, slots=True)
class List:
    """One `w:num`: its abstract list, its levels and the starts that its first use sets."""

    abstract: str
    levels: tuple[Level, ...]
    overrides: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Which list and level a paragraph takes its number from."""

    list: str
    level: int


@dataclass(frozen=True, slots=True)
class Numbering:
    lists: dict[str, List]

    def place(self, properties: Element | None, style: Style) -> Place | None:
        """The list of a paragraph, named by itself or by its style; None: it has no number."""
        direct = child(properties, w("numPr"))
        identifier = value(direct, w("numId")) or style.number
        level = value(direct, w("ilvl"))
        at = number(level) if level is not None else style.number_level or 0
        if identifier is None or identifier == "0" or identifier not in self.lists or not 0 <= at < LEVELS:
            return None
        return Place(identifier, at)


class Counter:
    """Counts numbered paragraphs in document order; `next` gives the counts behind a paragraph's label."""

    def __init__(self, numbering: Numbering) -> None:
        self.numbering = numbering
        self.counts: dict[str, list[int | None]] = {}
        self.used: set[tuple[str, int]] = set()

    def next(self, place: Place) -> tuple[int, ...]:
        """The counts of the paragraph's level and the levels above it."""
        found = self.numbering.lists[place.list]
        counts = self.counts.setdefault(found.abstract, [None] * LEVELS)
        override = found.overrides[place.level]
        first = (place.list, place.level) not in self.used
        self.used.add((place.list, place.level))
        count = counts[place.level]
        if first and override is not None:
            counts[place.level] = override
        elif count is None:
            counts[place.level] = self._start(found, place.level)
        else:
            counts[place.level] = count + 1
        for deeper in range(place.level + 1, LEVELS):
            restart = found.levels[deeper].restart
            if restart == -1 or (restart > 0 and place.level < restart):
                counts[deeper] = None
        for higher in range(place.level):
            if counts[higher] is None:
                counts[higher] = self._start(found, higher)
        return tuple(c or 0 for c in counts[: place.level + 1])

    def label(self, place: Place) -> str:
        """The next number as shown: "3.", "§ 12", "1.2", "•"."""
        return render(self.numbering.lists[place.list], place.level, self.next(place))

    @staticmethod
    def _start(found: List, level: int) -> int:
        override = found.overrides[level]
        return found.levels[level].start if override is None else override


def render(found: List, level: int, counts: tuple[int, ...]) -> str:
    """The label of a paragraph from its counts."""
    shown = found.levels[level]
    if shown.format == "bullet":
        return _BULLET
    text = shown.text
    for at, count in enumerate(counts):
        if f"%{at + 1}" in text:
            form = "decimal" if shown.legal else found.levels[at].format
            text = text.replace(f"%{at + 1}", formatted(count, form))
    return text.strip()


def formatted(count: int, form: str) -> str:
    """A count in one of Word's number formats; formats unknown here are shown as decimal."""
    if form == "none":
        return ""
    if form in ("upperLetter", "lowerLetter") and count > 0:
        letter = chr(ord("a") + (count - 1) % 26) * min((count - 1) // 26 + 1, 30)
        return letter.upper() if form == "upperLetter" else letter
    if form in ("upperRoman", "lowerRoman") and 0 < count < MAX_ROMAN:
        roman = _roman(count)
        return roman.upper() if form == "upperRoman" else roman
    if form == "decimalZero":
        return f"{count:02d}"
    return str(count)


def _roman(count: int) -> str:
    written = ""
    for worth, letters in _ROMAN:
        times, count = divmod(count, worth)
        written += letters * times
    return written


def numbering_of(root: Element | None) -> Numbering:
    """Reads `numbering.xml`."""
    if root is None:
        return Numbering({})
    abstracts = {e.get(w("abstractNumId"), ""): e for e in root.iterchildren(w("abstractNum"))}
    by_style = {value(e, w("styleLink")): key for key, e in abstracts.items() if value(e, w("styleLink"))}
    lists: dict[str, List] = {}
    levels: dict[str, tuple[Level, ...]] = {}
    for element in root.iterchildren(w("num")):
        abstract = value(element, w("abstractNumId")) or ""
        linked = value(abstracts.get(abstract), w("numStyleLink"))
        abstract = by_style.get(linked, abstract)
        if abstract not in abstracts:
            continue
        if abstract not in levels:
            levels[abstract] = _levels(abstracts[abstract], [Level()] * LEVELS)
        lists[element.get(w("numId"), "")] = _list(element, abstract, levels[abstract])
    return Numbering(lists)


def _list(element: Element, abstract: str, levels: tuple[Level, ...]) -> List:
    found = list(levels)
    overrides: list[int | None] = [None] * LEVELS
    for override in element.iterchildren(w("lvlOverride")):
        at = number(override.get(w("ilvl")), -1)
        if not 0 <= at < LEVELS:
            continue
        found = list(_levels(override, found))
        start = value(override, w("startOverride"))
        if start is not None:
            overrides[at] = number(start)
    return List(abstract, tuple(found), tuple(overrides))


def _levels(parent: Element, levels: list[Level]) -> tuple[Level, ...]:
    found = list(levels)
    for element in parent.iterchildren(w("lvl")):
        at = number(element.get(w("ilvl")), -1)
        if 0 <= at < LEVELS:
            legal = element.find(w("isLgl"))
            found[at] = Level(
                start=number(value(element, w("start"))),
                format=value(element, w("numFmt")) or "decimal",
                text=value(element, w("lvlText")) or "",
                legal=legal is not None and legal.get(VAL, "1") not in {"0", "false", "off"},
                restart=number(value(element, w("lvlRestart")), -1),
            )
    return tuple(found)
