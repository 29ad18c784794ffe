"""Whether a name in an attendance list stands there as one who is listed, not in what is said there.

A list's end is often not to be seen: rows of an agenda or sentences follow it without a heading. What stands
right beside the name tells: the listed have nothing but signs, a title or a party beside them.
"""

import re

from redactor.domain.document import Span
from redactor.recognizers.persons import beside, cues
from redactor.roles import words

_REACH = 60
_NAME = r"[A-ZÅÄÖÁÉ][\w'’-]+(?: (?:(?:von|af|de|van|el|al) )?[A-ZÅÄÖÁÉ][\w'’-]+){0,3}"
_OTHERS = re.compile(rf"(?:(?:,| och| samt) {_NAME}){{0,6}}")
"""Names with which the name shares what is said (`A och B ansöker`)."""
_SAID = re.compile(
    r",? \n?(?:som|vars|vilken) |(?:[ \t]\n?|\n(?=(?:\S+ ){4}))"
    r"(?!(?:och|samt|för|från|fr|t|kl|klockan|ej|via|på|under|tjänst\w*|ersätt\w*|närvar\w*|frånvar\w*"
    r"|tjg\w*|delt\w*|föredr\w*|justera\w*|just|ordf|v|vice|adj\w*|anm\w*|ank\w*|utg\w*|punkt\w*|endast|as"
    r"|enligt|den|digitalt|distans|länk|född|samtliga|alla|intygar|bestyrker|[smcvl]|sd|mp|kd)(?![^\W\d_]))"
    r"[a-zåäö]"
)
"""What goes on as a sentence does; what lists say of those in them is left out."""
_ABOUT = re.compile(
    r"(?i)(?<![^\W\d_])(?:från|för|till|om|med|mot|hos|åt|efter|av|angående|rörande|avseende|gällande|ang\.?)"
    r"[ \n]{1,2}$"
)
_STANDS_FOR = re.compile(
    r"(?i)(?:ersätt\w*|tjänstg\w*|tjg\.?|i stället|istället|protokollet|vald|utsedd|justera\w*|signera\w*"
    r"|under(?:tecknat|tecknas|skrivet)|fattat|beslutat|upprättat|bestyrk\w*|intyg\w*|tagit del|anmäls"
    r"|lämnas|besvaras|föredras|förs)(?: \S+)? (?:för|av|till)\s{1,2}$"
)
"""Before those for whom somebody in a list stands, and those who signed."""
_MATTER = re.compile(r"(?<![^\W_])[A-ZÅÄÖ]{2,5}[ -]?(?:19|20)\d\d ?[-/:] ?\d{1,6}")
"""A case number: its line is about a matter."""


def is_listed(text: str, span: Span) -> bool:
    """Whether the name at `span` of a list's text is one of the list's."""
    others = _OTHERS.match(text, span.end)
    at = others.end() if others is not None else span.end
    after = text[at : at + _REACH]
    if _SAID.match(after) and not words.title_after().match(after):
        return False
    before = text[max(0, span.start - _REACH) : span.start]
    if _ABOUT.search(before) and not (_STANDS_FOR.search(before) or words.office_before().search(before)):
        return False
    if _is_called_private(text, span):
        return False
    if beside.number_after().match(text, span.end) or cues.standing_after().match(text, span.end):
        return False
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    return _MATTER.search(text, start, end if end >= 0 else len(text)) is None


def _is_called_private(text: str, span: Span) -> bool:
    """Whether a private person's label or a word for kin stands right before the name."""
    start = max(0, span.start - _REACH)
    before = text[start : span.start].lower()
    labels = (label for label in cues.label().finditer(before) if label.end() == len(before))
    if any(label["personal"] is not None for label in labels):
        return True
    kin = cues.kin().finditer(text, start, span.start + 1)
    return any(word.end() == span.start for word in kin)
