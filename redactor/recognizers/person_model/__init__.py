"""Names of persons wherever they stand, by a small model trained on Swedish text (docs/adr/0009)."""

from importlib.resources import files

from redactor.recognizers.person_model.lexicon import Lexicon
from redactor.recognizers.person_model.tagger import Tagger

WEIGHTS, LEXICON, CARD = "weights.crfsuite", "lexicon.bin", "card.json"
"""The model's files beside this one; training.person_model writes them."""
SUSPECT_FROM = 0.3
"""From this probability on a person is asked."""
CERTAIN_FROM = 0.85
"""From this probability on it is a name."""


def shipped() -> Tagger:
    """The tagger with the weights that ship."""
    here = files(__name__)
    return Tagger((here / WEIGHTS).read_bytes(), Lexicon.load((here / LEXICON).read_bytes()), SUSPECT_FROM)
