"""Numbers and addresses that stand beside a name and tell whose it is."""

from functools import cache

import regex

from redactor.recognizers.persons.cues import tolerant


@cache
def number() -> "regex.Pattern[str]":
    """An identity number, whole or masked."""
    return regex.compile(
        r"(?<![\d-])(?:(?:19|20)\d\d|\d\d)(?:0\d|1[0-2])[0-9]\d(?:[-+]| ?- ?)(?:\d{4}|[XxNn*]{4}"
        r"|T?F?\d{2,4})(?!\d)"
        r"|(?<![\d-])(?:19|20)\d\d(?:0\d|1[0-2])[0-3]\d\d{4}(?!\d)"
        r"|(?<![\d-])(?:19|20)\d\d-(?:0\d|1[0-2])-[0-3]\d-\d{4}(?!\d)"
        # OCR's letters for digits, where most are digits.
        r"|(?<![\w-])(?=(?:[OoIl-]{0,2}\d){6})(?:[\dOoIl]{2}){2,3}[\dOoIl]{2}[-+][\dOoIl]{4}(?!\w)"
    )


_NUMBER_WORD = tolerant(
    r"(?:(?:med )?(?:personnummer|personnr|person nr|pers\.? ?nr|pnr|p\.nr|samordningsnummer|samordningsnr"
    r"|födelsedatum|id-nummer)\.?:?)"
)
_DATE = r"(?:(?:19|20)?\d\d[-.]?\d\d[-.]?\d\d|\d{1,2} \p{Ll}{3,9} (?:19|20)\d\d|(?:19|20)\d\d)(?!\d)"
_BORN = rf"(?:{tolerant('född')}(?: den)?|f\.)\s?{_DATE}"
_PARTED = r"\d\d(?:0\d|1[0-2])[0-3]\d \d{4}(?![\d ])"
"""An identity number with a blank, which could be anything where no name stands before it."""
_GAP = r"[ \t,;:(|*/]{0,6}"


@cache
def number_after() -> "regex.Pattern[str]":
    """An identity number or birth date right after a name."""
    return regex.compile(
        rf"{_GAP}\n?{_GAP}(?:{_NUMBER_WORD}{_GAP}\n?{_GAP})?(?:{number().pattern}|{_PARTED})"
        rf"|{_GAP}\n?{_GAP}{_BORN}|"
        r" ?\((?:19|20)\d\d-?(?:0\d|1[0-2])-?[0-3]\d\)",
        regex.IGNORECASE,
    )


NUMBER_GAP = regex.compile(r"[ \t,;:)|*/]{0,6}\n?[ \t,;:)|*]{0,6}")
"""What may part an identity number from the name after it."""

_STREET = (
    r"(?:\p{Lu}[\p{L}-]*(?:gatan|gata|vägen|väg|gränd|gränden|stigen|stig|backen|backe|allén|allé|torget"
    r"|torg|plan|leden|kroken|ringen)"
    r"|\p{Lu}[\p{L}-]* (?:gatan|gata|vägen|väg|gränd|stig|allé|torg|plats)"
    r"|\p{Lu}\p{L}+ \p{Lu}\p{L}+s (?:gata|väg|gränd|stig|allé|torg|plats))"
    r" \d{1,3}(?: ?[A-Za-z])?(?![\d:])"
)
_POSTAL = r"(?:SE?-?)?\d{3} ?\d{2} {1,2}\p{Lu}\p{L}+"


@cache
def address_after() -> "regex.Pattern[str]":
    """A street or postal address right after a name."""
    return regex.compile(
        rf"[ ,\t|*]{{1,4}}\n?[ \t|]{{0,4}}(?:(?:boende|bosatt|folkbokförd) (?:på|i"
        rf"|vid) )?(?:(?P<postal>{_POSTAL})|{_STREET}"
        rf"(?P<both>[,\s]{{1,3}}{_POSTAL})?|(?P<box>Box \d))|\n{_STREET}(?P<line>)"
    )
