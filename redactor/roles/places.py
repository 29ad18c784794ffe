"""Places that a document itself names as such, so that a place's name alone is taken for nobody's."""

import re
from collections.abc import Iterable

from redactor.domain.document import Span

_PLACE = r"[A-ZÅÄÖ][a-zåäöé]{2,30}"
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?<!\d)\d{{3}} ?\d{{2}} {{1,2}}({_PLACE})(?![^\W_])",
        rf"(?<![^\W_])({_PLACE}) (?:kommuns?|stads?|församlings?|socken|tätort|län|by)(?![^\W_])",
        rf"(?:[Rr]egion|[Ff]astigheten|[Kk]ommundelen|[Ss]tadsdelen|[Bb]yn|[Tt]ätorten|[Oo]rten)"
        rf" ({_PLACE})(?![^\W_])",
        rf"(?m)^[ \t]*({_PLACE}),? (?:den )?"
        r"(?:\d{1,2} [a-z]{3,9} \d{4}|\d{4}-\d\d-\d\d)[ \t.]*$",
        rf"(?<![^\W_])({_PLACE}) (?:{_PLACE} )?\d{{1,3}}:\d{{1,3}}(?!\d)",
    )
)
"""Behind a post code; beside what kind of place it is; before a letter's date; in a property's name."""


_REACH = 12
_WHERE = re.compile(r"(?i)(?<![^\W_])(?:i|på|vid|genom|mellan|över|utanför|nära|kring|runt|inom)[ \n]$")
_WHO = re.compile(r"(?i)(?<![^\W_])(?:av|hos|från|till|med|för|om|åt|mot|enligt|herr|fru)[ \n]$")
_DOES = re.compile(r"[ ]\n?(?!den \d)[a-zåäö]")
"""What goes on as a sentence does, of which a place is seldom the subject and a surname often."""


def places(texts: Iterable[str]) -> frozenset[str]:
    """Such places, lower case, without a genitive's -s where one may be. Linear."""
    found = {m[1].casefold() for text in texts for pattern in _PATTERNS for m in pattern.finditer(text)}
    return frozenset(form for place in found for form in (place, place.removesuffix("s")))


def stands_as_place(text: str, span: Span) -> bool:
    """Whether what stands beside a word lets it be a place: `i Granvik`, not `Granvik klagar`."""
    before = text[max(0, span.start - _REACH) : span.start]
    if _WHERE.search(before) is not None:
        return True
    return _WHO.search(before) is None and _DOES.match(text, span.end) is None


def is_place(word: str, known: frozenset[str]) -> bool:
    """Whether a word is one of them, also in the genitive."""
    lowered = word.casefold()
    return lowered in known or (lowered.endswith("s") and lowered[:-1] in known)
