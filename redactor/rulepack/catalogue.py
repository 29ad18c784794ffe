"""The laws a redaction may rest on: which exist, how they test harm, where they are used."""

import re
from collections.abc import Mapping
from typing import Literal

from pydantic import Field

from redactor.rulepack.models import Identifier, Model, Text

_LAW = re.compile(r"OSL (?P<chapter>[1-9]\d?):(?P<section>[1-9]\d?(?: [a-z])?)(?: [1-9] st)?")
_CHAPTER = re.compile(r"(?:OSL )?([1-9]\d?)(?: ?kap\.?)?(?: OSL)?")
FIRST_SECRECY_CHAPTER = 15
"""OSL 1–14 hold definitions, procedure and exceptions: never a ground."""

_HARM = {
    "rakt": "rakt skaderekvisit (offentligt om skada inte kan antas)",
    "omvänt": "omvänt skaderekvisit (sekretess om det inte står klart att uppgiften kan röjas)",
    "absolut": "absolut sekretess",
}
_FORMS = "skriv OSL <kap>:<§>[ <n> st], GDPR <art> eller DSL 3:10"


class LawSection(Model):
    """A section of OSL.

    `test` is its harm test (rakt, omvänt, absolut, or in words); None: it is no rule of secrecy.
    `used` says where boards meet it.
    """

    label: Text
    test: Text | None = None
    used: Text | None = None


class Chapter(Model):
    title: Text
    sections: Mapping[str, LawSection] = Field(default_factory=dict)


class Catalogue(Model):
    """Laws, no rules. `chapters` are those of OSL (2009:400); `grounds` other laws in full (`GDPR 6`)."""

    id: Identifier
    version: Text
    title: Text
    source: Text
    kind: Literal["catalogue"]
    chapters: Mapping[int, Chapter]
    grounds: Mapping[str, Text]

    def has_section(self, chapter: int, section: str) -> bool:
        """Whether OSL 15–44 has this section (`7 a`), secrecy rule or not."""
        return chapter in self.chapters and section in self.chapters[chapter].sections

    def problem(self, law: str) -> str | None:
        """Why `law` is no ground for a redaction, in Swedish; None: it exists and is specific enough."""
        if law in self.grounds:
            return None
        matched = _LAW.fullmatch(law)
        if matched is None:
            return self._malformed(law)
        chapter, section = int(matched["chapter"]), matched["section"]
        if chapter not in self.chapters:
            return f"OSL har inget {chapter} kap."
        if chapter < FIRST_SECRECY_CHAPTER:
            return f"OSL {chapter} kap. ({self.chapters[chapter].title}) är ingen sekretessgrund"
        if not self.has_section(chapter, section):
            return f"OSL {chapter} kap. har ingen {section} §"
        found = self.chapters[chapter].sections[section]
        if found.test is None:
            return f"OSL {chapter}:{section} ({found.label}) är ingen sekretessbestämmelse"
        return None

    def describe(self, law: str) -> str:
        """One Swedish sentence on a law that `problem` accepts. Raises KeyError for any other."""
        if law in self.grounds:
            return f"{law}: {self.grounds[law]}."
        matched = _LAW.fullmatch(law)
        if matched is None or self.problem(law) is not None:
            raise KeyError(law)
        chapter = self.chapters[int(matched["chapter"])]
        section = chapter.sections[matched["section"]]
        test = _HARM.get(section.test or "", section.test)
        used = f" Används: {section.used}." if section.used else ""
        return f"{law}: {section.label}; {test}.{used}"

    def _malformed(self, law: str) -> str:
        whole = _CHAPTER.fullmatch(law)
        if whole is not None and int(whole[1]) in self.chapters:
            return f"{law} är ett helt kapitel, vilket är för vitt; ange paragrafen"
        if law.startswith(("GDPR ", "DSL ")):
            return f"{law} finns inte som grund i katalogen ({', '.join(self.grounds)})"
        return f"{law} är inget lagrum i katalogens form; {_FORMS}"
