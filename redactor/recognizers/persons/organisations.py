"""What stands beside capitalised words and makes them the name of a firm, an institution, a place or a prize.

`Café Gunnel`, `Elsas Lanthandel`, `Abdis Plåt & Tak AB`, `rum Axel Oxenstierna`, `Gustav Vasa-skolan`:
whoever bore the name, nobody is meant.
"""

from collections.abc import Sequence

import regex

from redactor.domain.document import Span
from redactor.domain.figures import is_figure
from redactor.domain.given_names import GIVEN, is_given
from redactor.recognizers.persons.bodies import ends_as_body, is_body_word, is_club

_ORGANISATION_WORDS = """
ab hb kb ek aktiebolag handelsbolag kommanditbolag bolag bolaget gmbh ltd inc a/s as oy kommun kommuns
region regionen stad stads landsting förening föreningen förbund stiftelse stiftelsen fond fonds fonden
minnesfond understödsfond donationsfond vetenskapsfond församling kyrka skola skolan gymnasium förskola
institut universitet högskola museum sjukhus hospital bibliotek teater gata gatan väg vägen torg torget
plats platsen park parken gränd backe stig plan allé allén bro kaj brygga hamn strand pris priset stipendium
center centrum arena hall hallen byggnads fastigheter fastighets advokatbyrå konsult konsulter redovisning
entreprenad bygg måleri transport förvaltning holding invest group sweden science
"""
_ORGANISATION = frozenset(_ORGANISATION_WORDS.split())
_ORGANISATION_ENDS = (
    "fond",
    "fonden",
    "fonds",
    "stiftelse",
    "stiftelsen",
    "skola",
    "skolan",
    "gymnasium",
    "gymnasiet",
    "museum",
)
_SOMEBODYS_WORDS = """
skola skolan gymnasium förskola förskolan plats platsen plan planen hall hallen transport förvaltning
redovisning församling kyrka sjukhus kommun region stad center fastighet fastigheter stig backe
"""
_SOMEBODYS = frozenset(_SOMEBODYS_WORDS.split())
"""What, in lower case, a private person can have too: `Anna Bergs skola`, `Anna Bergs plats`."""

_FOUNDATION_WORDS = """
stiftelsen stiftelse fonden aktiebolaget bolaget firma firman föreningen bostadsrättsföreningen brf
kvarteret kv fastighets ab skolan förskolan gymnasiet restaurang restaurangen café caféet kafé kaféet hotell
hotellet pizzeria pizzerian krog krogen konditori konditoriet bageri bageriet kiosken salong salongen
frisörsalong galleri galleriet teater teatern biografen butiken villa villan vandrarhemmet pensionatet
fritidsgården fritidshemmet gruppbostaden äldreboendet demensboendet vårdboendet vårdhemmet äldrehemmet
servicehuset vårdcentralen förlaget tidningen fartyget färjan
"""
FOUNDATION = frozenset(_FOUNDATION_WORDS.split())
"""What, directly before capitalised words, makes them the name of a firm, foundation or place."""
_FOUNDATION_ENDS = ("jouren", "skolan", "gården", "biblioteket", "hotellet", "restaurangen", "stiftelsen")
_ROOM_WORDS = """
rum rummet konferensrum konferensrummet sammanträdesrum sammanträdesrummet mötesrum mötesrummet grupprum
grupprummet sal salen sessionssalen hörsal hörsalen lokal lokalen möteslokal möteslokalen aula aulan
sessionssal
"""
_ROOMS = frozenset(_ROOM_WORDS.split())
"""The same on one line: a label with a name in the next line is something else."""

_BEFORE = regex.compile(r"(\p{L}[\p{L}-]*)\.?[ \n](?:\p{Lu}[\p{L}-]* (?:och|&)[ \n])?$")
_AFTER = regex.compile(r"[ -]?\n?(?:(?<=[ \n-])(?:& )?(\p{L}[\p{L}/-]*))")
_PLACE = regex.compile(
    r"(?:park|bro|kaj|trappa|terrass|passage|promenad|strand|gång|sal|byst|staty|hembygdsgård)(?:e?n)?"
    r"|dag(?= firas)|\p{Ll}{3,20}(?:priset?|stipendi(?:um|et)|medalj(?:en)?|museum|museet|sjukhus(?:et)?)"
)
"""Places and things named after somebody. Not `led`, which is a verb too (`Anna Marks led mötet`)."""
_FIRM = regex.compile(
    r"(?:[ ](?:&|\p{Lu}[\p{L}.-]*)){0,5}[ ]"
    r"(?:AB|HB|KB|Aktiebolag|Handelsbolag|Kommanditbolag|Ltd|GmbH)(?::s)?(?!\w)"
    r"|[ ](?:&|och) (?:Co\b|(?:Söner|Son|Döttrar|Dotter|Dottrar|Partners?|Bröder|Vänner|Kompani)(?!\w))"
)
_FIRM_AT = regex.compile(r"[ ]i \p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+)? (?:AB|HB|KB)(?!\w)")
"""A firm that tells where it is; behind what may be a person's name (`Anna Berg i Bygg AB`) it says less."""
_TAIL = regex.compile(r"[\p{L}’']-(\p{Ll}{3,})$")
_LONG = 6
"""Letters; a word that ends as one of the ends above and is no longer is the end itself."""
_LOOK = 40


def is_organisation_word(word: str) -> bool:
    """Whether a word makes the capitalised words right before it a firm, a foundation, a school, a street."""
    lowered = word.casefold()
    return lowered in _ORGANISATION or lowered.endswith(_ORGANISATION_ENDS)


def names_organisation(text: str, span: Span, words: Sequence[str]) -> bool:
    """Whether the words of a run, or those beside it, say that it names no person."""
    return _by_following(text, span, words) or _by_preceding(text, span) or _by_itself(words)


def _by_following(text: str, span: Span, words: Sequence[str]) -> bool:
    genitive = bool(words) and words[-1][-1] in "sxz"
    if _FIRM.match(text, span.end) or (
        any(w.endswith("s") and w.casefold() not in GIVEN for w in words) and _FIRM_AT.match(text, span.end)
    ):
        return True
    after = _AFTER.match(text, span.end)
    if after is None:
        return False
    word: str = after[1]
    if _ends_in_kind(word):
        return True
    if is_organisation_word(word):
        return word not in _SOMEBODYS or not genitive or len(words) < 2 or is_figure(span.cut(text))
    # `stenhuggare Lundqvists verkstad`, `Anna Lindhs park`: the one before is the firm's or the place's.
    return genitive and len(words) > 1 and _PLACE.fullmatch(word) is not None


def _by_preceding(text: str, span: Span) -> bool:
    before = _BEFORE.search(text, max(0, span.start - _LOOK), span.start)
    if before is None:
        return False
    word: str = before[1].casefold()
    if "\n" in before[0]:
        return word in FOUNDATION
    return word in FOUNDATION or word in _ROOMS or (word.endswith(_FOUNDATION_ENDS) and len(word) > _LONG)


def _by_itself(words: Sequence[str]) -> bool:
    if words and _ends_in_kind(words[-1]):
        return True
    if len(words) < 2:
        return False
    first, last = words[0].casefold(), words[-1]
    if is_club(words):
        return True
    if first in FOUNDATION or (first.endswith(_FOUNDATION_ENDS) and len(first) > _LONG):
        return True
    if is_organisation_word(last) or is_body_word(last):
        owner = words[-2]
        if owner.endswith("s") and (owner.casefold() not in GIVEN or is_body_word(last)):
            return True
    return not any(is_given(w) for w in words) and is_body_word(last)


def _ends_in_kind(word: str) -> bool:
    """`Vasa-sjukhuset`, `Ekerot-hallen`: a name, a hyphen and what bears it."""
    tail = _TAIL.search(word)
    return tail is not None and (is_organisation_word(tail[1]) or ends_as_body(tail[1]))
