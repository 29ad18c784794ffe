"""The grammar of names over folded text: runs of capitalised words with particles and initials."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

import regex

from redactor.domain.document import Span
from redactor.domain.given_names import is_given, looks_like_surname
from redactor.recognizers.persons.bodies import is_body
from redactor.recognizers.persons.organisations import names_organisation
from redactor.recognizers.persons.stopwords import is_stop

# OCR writes a digit for a letter; a word with one still is a word when letters surround or follow it.
_WORD = r"(?:\p{Lu}|[0156](?=\p{Ll}{2}))(?:[\p{L}'’´]|[01568](?=\p{L}))*+(?:-(?:\p{L}[\p{L}'’]*+)){0,3}+"
_INITIAL = r"\p{Lu}\.(?:[ -]?\p{Lu}\.){0,3}+"
_PARTICLE = (
    r"(?:(?:von|vom|af|de|del|della|dela|der|den|di|da|das|do|dos|du|van|el|al|abu|bin|ben|ibn|bint|la|le|ter"
    r"|ten|te|op|ould|y|zu|zur)[ -]+|d['’´])"
)
_LEADING = (
    r"(?:(?:van|von)[ ]+(?:der|den|dem|de|het|ter)[ ]+|(?:von|af|van|al|el|abu|ibn|di|da|de la|de los)[ -]+"
    r"|d['’´])"
)
_TOKEN = rf"(?:{_INITIAL}|{_WORD})"
_RUN = regex.compile(
    rf"(?<![\p{{L}}\d_@.-])(?:{_LEADING}(?=\p{{Lu}}))?+{_TOKEN}"
    rf"(?: {{1,2}}{_PARTICLE}{{0,2}}+{_TOKEN}){{0,7}}+"
)
_PIECE = regex.compile(rf"(?P<particle>{_PARTICLE})|(?P<initial>{_INITIAL})|(?P<word>{_WORD})")
_LEADS = regex.compile(_LEADING)
_YOUNGER = regex.compile(
    r",? (?:den (?:yngres?|äldres?)|d\. ?[yä]\.|(?:jr|sr)\.|junior|senior)(?![\p{L}\d])", regex.IGNORECASE
)
"""What tells a name's bearer from another of the same name."""
_CASE_NUMBER = regex.compile(
    r"[ -]{1,2}(?!\d{4}-\d\d-\d\d(?!\d))(?:(?:19|20)\d\d ?[/:.-] ?\d{1,7}|\d{1,7}[/:](?:\d\d|\d{4})(?!\d))"
)
"""A case number's digits; a date is none."""
_UNIT = 6
"""Capitals of the longest unit before a case number (`IFU 2022/318`)."""
_GENITIVE = regex.compile(r"(?:'|’|´)s?(?!\p{L})|:s\b")
_GOES_ON = regex.compile(r"[,.]? \p{Ll}")
_LONGEST = 4
"""Words and initials of the longest name of which no word is known."""
_WRAP_FROM = 40
"""A line shorter than this ends because its paragraph does, so no name goes on in the next."""


@dataclass(frozen=True, slots=True)
class Run:
    """Capitalised words that may be a name; `words` without particles and initials."""

    span: Span
    words: tuple[str, ...] = field(repr=False)
    initials: int = 0

    @property
    def full(self) -> bool:
        """Whether it has two words, or a word and an initial."""
        return len(self.words) >= 2 or (len(self.words) == 1 and self.initials > 0)

    @property
    def likely(self) -> bool:
        """Whether its words look like a person's, not only like capitalised words."""
        given = any(is_given(w) for w in self.words)
        return given or (self.full and looks_like_surname(self.words[-1]) and not self.words[0].isupper())

    @property
    def plausible(self) -> bool:
        """Whether it can be a whole name of any origin: its number of words, and none that names a body."""
        return self.full and len(self.words) + self.initials <= _LONGEST and not is_body(self.words)

    @property
    def person(self) -> bool:
        """Whether, where the text speaks of a person, it is one's whole name."""
        return self.full and (self.likely or self.plausible)


class Names:
    """All runs of one text, in order."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lowered = text.replace("İ", "i").replace("ı", "i").lower()
        """The text in lower case, every character in its place."""
        self.runs = tuple(_runs(text))
        self._starts = {run.span.start: i for i, run in enumerate(self.runs)}
        self._organisations: dict[Run, bool] = {}

    def at(self, start: int) -> Run | None:
        """The run that begins exactly there."""
        i = self._starts.get(start)
        return None if i is None else self.runs[i]

    def before(self, run: Run) -> Run | None:
        """The run before this one."""
        i = self._starts[run.span.start]
        return self.runs[i - 1] if i else None

    def wrapped(self, run: Run) -> Run | None:
        """A name of any origin that breaks over the line's end and goes on before more of the sentence."""
        i = self._starts[run.span.start] + 1
        if len(run.words) != 1 or run.initials or i == len(self.runs):
            return None
        following = self.runs[i]
        between = self.text[run.span.end : following.span.start]
        joined = _joined(run, following)
        goes_on = _GOES_ON.match(self.text, following.span.end)
        return joined if between.strip(" ") == "\n" and goes_on and joined.person else None

    def inside(self, start: int, end: int) -> Iterator[Run]:
        """Runs that begin within [start, end)."""
        i = bisect_right(self.runs, start - 1, key=lambda r: r.span.start)
        while i < len(self.runs) and self.runs[i].span.start < end:
            yield self.runs[i]
            i += 1

    def is_organisation(self, run: Run) -> bool:
        """Whether the words beside it make it a firm, a foundation, a street, a school."""
        if run not in self._organisations:
            self._organisations[run] = self._is_organisation(run)
        return self._organisations[run]

    def _is_organisation(self, run: Run) -> bool:
        return names_organisation(self.text, run.span, run.words)


def _runs(text: str) -> Iterator[Run]:
    waiting: Run | None = None
    for match in _RUN.finditer(text):
        for run in _split(text, match.start(), match.end()):
            if waiting is not None:
                if _wraps(text, waiting, run):
                    waiting = _joined(waiting, run)
                    continue
                yield waiting
            waiting = run
    if waiting is not None:
        yield waiting


def _split(text: str, start: int, end: int) -> Iterator[Run]:
    """The runs left when ordinary words are taken out."""
    words: list[str] = []
    initials = 0
    begin = stop = -1
    for piece in _PIECE.finditer(text, start, end):
        if piece.lastgroup == "word" and (is_stop(piece.group()) or _is_unit(text, piece, words)):
            if words or initials:
                yield _run(text, begin, stop, words, initials)
            words, initials, begin = [], 0, -1
            continue
        if piece.lastgroup == "particle":
            if begin < 0 and _LEADS.match(text, piece.start(), end):
                begin = piece.start()
            continue
        if begin < 0:
            begin = piece.start()
        if piece.lastgroup == "word" and len(piece.group()) == 1 and piece.end() == end:
            # A lone capital at the end is a party's letter or a column's, no part of the name.
            break
        stop = piece.end()
        if piece.lastgroup == "word" and len(piece.group()) > 1:
            words.append(piece.group())
        else:
            initials += 1
    if stop > begin and (words or initials):
        yield _run(text, begin, stop, words, initials)


def _is_unit(text: str, piece: "regex.Match[str]", words: list[str]) -> bool:
    """Whether capitals behind words that are not in capitals are a case number's first part."""
    word = piece.group()
    if not (word.isupper() and 1 < len(word) <= _UNIT) or (words and words[-1].isupper()):
        return False
    return _CASE_NUMBER.match(text, piece.end()) is not None


def _run(text: str, start: int, end: int, words: list[str], initials: int) -> Run:
    younger = _YOUNGER.match(text, end) if len(words) + initials > 1 else None
    end = younger.end() if younger else end
    genitive = _GENITIVE.match(text, end)
    return Run(Span(start, genitive.end() if genitive else end), tuple(words), initials)


def _wraps(text: str, first: Run, second: Run) -> bool:
    """Whether a name that begins at a line's end goes on in the next line (`Viktoria\\nTryggvadottir`)."""
    between = text[first.span.end : second.span.start]
    if between.strip(" ") != "\n" or len(first.words) != 1 or not is_given(first.words[0]):
        return False
    return first.span.end - (text.rfind("\n", 0, first.span.end) + 1) >= _WRAP_FROM


def _joined(first: Run, second: Run) -> Run:
    span = Span(first.span.start, second.span.end)
    return Run(span, first.words + second.words, first.initials + second.initials)
