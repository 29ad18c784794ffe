"""Names of persons wherever they stand, by a small model trained on Swedish text (docs/adr/0009).

It says that something is a name, never whose: who is public, who private, is for redactor.roles. Beside it
`redactor.recognizers.persons` knows the clear cases by what stands around them.
"""

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import ClassVar

from redactor.domain.given_names import is_given, looks_like_surname
from redactor.domain.review import Certainty, Hit
from redactor.recognizers import Recognizer
from redactor.recognizers.person_model.lexicon import Lexicon
from redactor.recognizers.person_model.tagger import Tagged, Tagger

RULE = "personuppgifter.namn_modell"
WEIGHTS, LEXICON, CARD = "weights.crfsuite", "lexicon.bin", "card.json"
"""The model's files beside this one; training.person_model writes them."""
SUSPECT_FROM = 0.3
"""From this probability on a person is asked."""
CERTAIN_FROM = 0.85
"""From this probability on it is a name."""
_WEIGHT = 0.87
"""The highest score: a label or an identity number beside the name says more, and gives the reason."""
_PERSON = "PERSON"
_ALONE_FROM = 0.7
"""From this probability on a word alone that nobody is known to bear is taken for a name."""
_COMPOUND = re.compile(r"-[a-zåäö]{3}|^[A-ZÅÄÖ]{2,4}-?$")
"""`AI-funktioner`, `LOU`: no name has a capital part and a part in lower case."""

_NUMBERING = re.compile(r"[ \t*|-]*(?:(?:\d{1,3}|[A-ZÅÄÖ]|[IVX]{1,4})[.)]?[ \t]+)?")
_LETTER = re.compile(r"[A-ZÅÄÖ]\.|[IVX]{1,4}\.")
_GAP = re.compile(r"\t| {2,}")
_ENDS = re.compile(r"[ \t]*(?::|\n|$)|\t| {2,}")
_NOUN = re.compile(
    r"[A-ZÅÄÖ][a-zåäö]{3,}(?:are|aren|ing|ingen|ning|het|heten|else|elsen|tion|tionen|skap|eri|ment)"
)


class PersonModel(Recognizer):
    """PERSON wherever the model finds a name."""

    name: ClassVar[str] = "person_model"  # type: ignore[misc] # as in the base class
    entities: ClassVar[tuple[str, ...]] = (_PERSON,)
    weighs_words: ClassVar[bool] = True
    why: ClassVar[str] = "Namnet på en privatperson ska inte ligga på webben."

    def hits(self, text: str) -> Iterable[Hit]:
        """Names in the text's order."""
        for name in shipped().names(text):
            if not _is_name(name, name.span.cut(text)) or _is_label(name, text):
                continue
            certainty = Certainty.CERTAIN if name.probability >= CERTAIN_FROM else Certainty.SUSPECT
            yield Hit(name.span, _PERSON, min(name.probability, 1.0) * _WEIGHT, RULE, certainty)


def _is_name(name: Tagged, text: str) -> bool:
    """Whether what the model doubts about, or a compound, has more of a name than its capital letter."""
    words = text.split()
    if len(words) == 1 and _COMPOUND.search(text) and (text.islower() or not is_given(_last_part(text))):
        return False
    # Swedish writes names with a capital letter, and many a list's name is a word of some language: `can`.
    if len(words) == 1 and text.islower():
        return name.probability >= _ALONE_FROM
    if name.listed or name.probability >= CERTAIN_FROM:
        return True
    return len(words) == 1 and (name.probability >= _ALONE_FROM or looks_like_surname(text))


def _is_label(name: Tagged, text: str) -> bool:
    """Whether one word that nobody bears, a noun by its ending, stands where labels and headings do."""
    word = name.span.cut(text)
    before = text[text.rfind("\n", 0, name.span.start) + 1 : name.span.start]
    if _NUMBERING.fullmatch(before) is None:
        return False
    if _LETTER.fullmatch(word):
        return _GAP.match(text, name.span.end) is not None
    return (
        not name.listed and _NOUN.fullmatch(word) is not None and _ENDS.match(text, name.span.end) is not None
    )


def _last_part(word: str) -> str:
    return word.rsplit("-", 1)[-1]


@cache
def shipped() -> Tagger:
    """The tagger with the weights that ship; read once, when a text first needs it."""
    here = files(__name__)
    return Tagger((here / WEIGHTS).read_bytes(), Lexicon.load((here / LEXICON).read_bytes()), SUSPECT_FROM)
