"""What fields, columns and checkboxes of forms and lists say about who may read: labels and values."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Asks(StrEnum):
    """What a label asks of its item."""

    SECRET = "secret"  # noqa: S105 - no password
    """`Sekretess`, `Hemlig`: yes means confidential."""
    OPEN = "open"
    """`Offentlig`, `Får publiceras`: no means confidential."""
    LEVEL = "level"
    """`Klass`, `Skydd`, `Öppet/slutet`: the value itself is a word for it."""


_OF: Final = (
    r"(?: (?:av|på|för|enligt|i|till) \w{2,20}"
    r"| (?:ärende|handling|punkt|paragraf|beslut|uppgift|protokoll|dokument)\w{0,4})?"
)
_ASKED: Final = (
    r"(?:(?:är|omfattas|ska|får|kan) (?:ärendet|handlingen|punkten|beslutet|uppgiften|den|det"
    r"|detta) )?(?:är )?"
)
_ANSWERS: Final = r"(?:\.?[ ,]{0,2}\(?(?:(?:ja|j) ?[/,-] ?(?:nej|n)|osl|lagrum|enl\.? osl|x)\)?)?"
_SECRET: Final = re.compile(
    rf"{_ASKED}(?:"
    r"(?:omfattas av |belagt? med |skyddas av |lagrum |grund för |ev\.? |eventuell )?"
    r"(?:absolut |stark )?"
    r"sekretess(?:ärende|belag[dt]a?|markering|markera[dt]|märkning|märkta?|grund"
    r"|lagrum|skydd|skydda[dt]|kod|grad|klass|nivå"
    r"|bestämmelse|stämpel|belagda? uppgifter|uppgift(?:er)?)?"
    r"|sekr|sek|osl|hemlig[at]?|konfidentiell[at]?|slut(?:en|et|na)"
    r"|skyddad[et]?|skyddat|skyddade (?:person)?uppgifter|stängda dörrar"
    r"|(?:ej|inte|icke) (?:offentligt?|publikt?|för publicering)|undanta(?:s|gen|get)(?: från publicering)?)"
    rf"{_OF}{_ANSWERS}",
    re.IGNORECASE,
)
_OPEN: Final = re.compile(
    rf"{_ASKED}(?:offentlig[at]?|offentlighet|öpp(?:en|et)|publik[at]?|publ|off|webb?"
    r"|(?:(?:får|kan|ska|bör) |webb)?(?:publiceras|publicering|spridas|lämnas ut|läggas ut|visas)"
    r"|(?:läggs|lämnas) ut|ut på webben|webbpublicering|på webben"
    rf")(?: (?:på|via) (?:webben|hemsidan|nätet|webb))?{_OF}{_ANSWERS}",
    re.IGNORECASE,
)
_LEVEL: Final = re.compile(
    r"(?:(?:informations|skydds|säkerhets|sekretess|handlings|säkerhetsskydds)?"
    r"(?:klass|klassning|klassificering|nivå|grad)"
    r"|skydd|skyddskod|skyddsgrund|känslighet|åtkomst|öpp(?:en|et) ?[/-] ?slut(?:en|et)|slut(?:en"
    r"|et) ?[/-] ?öpp(?:en|et)"
    r"|off(?:entlig)?t?\.? ?[/-] ?sekr\w{0,5}"
    r"|sekr\w{0,5}\.? ?[/-] ?off(?:entlig)?t?|ö ?/ ?s|s ?/ ?ö|o ?/ ?s)",
    re.IGNORECASE,
)
_TRIM: Final = " \t*_|:?.;()[]\"'»«#>-"

_DENIES: Final = re.compile(r"(?:nej|n|ej|inte|icke|ingen|inget|inga|utan|no|false|falskt)\b", re.IGNORECASE)
_AFFIRMS: Final = re.compile(r"(?:ja|j|x|yes|sant|true|hel|helt|✓|✔|☒|☑|■|●|\*)(?!\w)", re.IGNORECASE)
_CONFIDENTIAL: Final = re.compile(
    r"\bsekr(?:etess(?!prövad)\w{0,10})?\b|hemlig|konfidenti|\bslut(?:en|et|na)\b|\bstäng[dt]|\bosl\b"
    r"|[0-9]{1,2} ?kap\b"
    r"|(?<![0-9:.])[1-4][0-9]:[0-9]{1,2}(?![0-9:])|skyddad|(?:ej|inte|icke) (?:offentlig|öpp|publi)",
    re.IGNORECASE,
)
_PUBLIC: Final = re.compile(r"offentlig|öpp(?:en|et|na)\b|\bpubli[ck]|allmän", re.IGNORECASE)
_LETTERS: Final = {"s": True, "h": True, "ö": False, "o": False, "a": False}
_HALF: Final = re.compile(r"\bdelvis\b|\bdelar\b|\?", re.IGNORECASE)

TICKED: Final = r"(?:[☒☑✓✔🗹⊠◉]|\[ ?[xX✓✔*] ?\]|\( ?[xX✓✔*] ?\))"
EMPTY: Final = r"(?:[☐□◻○]|\[[ _]{0,3}\]|\([ _]{0,3}\))"
_LED: Final = re.compile(
    r"(?P<label>.*?)(?:[ \t]*[:?][ \t]*|[ \t]+(?=(?:ja|nej)$))(?P<word>[^:]*)", re.IGNORECASE
)
_BOX: Final = re.compile(rf"(?P<ticked>{TICKED})|{EMPTY}")


def asks(label: str) -> Asks | None:
    """What the label of a field or the title of a column asks; None: nothing about who may read."""
    bare = " ".join(label.strip(_TRIM).split())
    bare = bare + ")" if "(" in bare and ")" not in bare else bare
    if _LEVEL.fullmatch(bare):
        return Asks.LEVEL
    if _SECRET.fullmatch(bare):
        return Asks.SECRET
    return Asks.OPEN if _OPEN.fullmatch(bare) else None


def is_secret(asked: Asks, value: str) -> bool | None:
    """Whether a value says that its item is confidential; None where it says neither, or half of it."""
    bare = value.strip(" \t*_|.;")
    if _HALF.search(bare):
        return None
    if asked is Asks.SECRET:
        return _is_yes(bare)
    if asked is Asks.OPEN and not _CONFIDENTIAL.search(bare):
        if _DENIES.match(bare) or bare.casefold() == "s":
            return True
        return False if bare else None
    if asked is Asks.OPEN:
        return True
    return _of_word(bare)


def _is_yes(bare: str) -> bool | None:
    if _DENIES.match(bare) or not any(c.isalnum() or c in "✓✔☒☑■●*" for c in bare):
        return False
    if _AFFIRMS.match(bare) or _CONFIDENTIAL.search(bare):
        return True
    return _of_word(bare)


def _of_word(bare: str) -> bool | None:
    """What a word or letter says by itself."""
    if _CONFIDENTIAL.search(bare) and not _DENIES.match(bare):
        return True
    if _PUBLIC.search(bare) or _DENIES.match(bare):
        return False
    return _LETTERS.get(bare.casefold())


@dataclass(frozen=True, slots=True)
class Choice:
    """A line of checkboxes: its label ("" for none), and each word with whether its box is ticked."""

    label: str
    words: tuple[tuple[str, bool], ...]

    def is_secret(self) -> bool | None:
        """What the ticked boxes say; None: nothing of secrecy, or both."""
        asked = asks(self.label)
        answers: set[bool] = set()
        for word in (word for word, is_ticked in self.words if is_ticked):
            own = asks(word)
            if asked is not None and not word:
                answers.add(asked is Asks.SECRET)
            elif asked is not None and (said := is_secret(asked, word)) is not None:
                answers.add(said)
            elif asked is None and own in (Asks.SECRET, Asks.OPEN):
                answers.add(own is Asks.SECRET)
        return answers.pop() if len(answers) == 1 else None


def choice(line: str) -> Choice | None:
    """The checkboxes of a line; None without any.

    Boxes stand behind their words where the line ends with one and does not begin with one, else before.
    """
    boxes = list(_BOX.finditer(line))
    if not boxes:
        return None
    edges = [0, *(edge for box in boxes for edge in box.span()), len(line)]
    pieces = [line[a:b].strip(_TRIM + ",/") for a, b in zip(edges[::2], edges[1::2], strict=True)]
    ticks = [box["ticked"] is not None for box in boxes]
    if pieces[0] and not pieces[-1]:
        led = _LED.fullmatch(line[: boxes[0].start()].strip())
        label = led["label"] if led else ""
        first = led["word"].strip(_TRIM) if led else pieces[0]
        return Choice(label, tuple(zip([first, *pieces[1:-1]], ticks, strict=True)))
    return Choice(pieces[0], tuple(zip(pieces[1:], ticks, strict=True)))


def says_public(line: str) -> bool:
    """Whether a line is a field or boxes that answer that their item is not confidential."""
    chosen = choice(line)
    if chosen is not None:
        return chosen.is_secret() is False
    label, parted, value = line.partition(":")
    asked = asks(label) if parted else None
    return asked is not None and is_secret(asked, value) is False
