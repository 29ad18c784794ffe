"""What the document shows about its own lines: subheadings, unnumbered headings, attachments."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from redactor.domain.document import SectionKind
from redactor.structure import attachments, divisions, heads, signatures, words
from redactor.structure.heads import Head
from redactor.structure.lines import Line
from redactor.structure.looks import LONG, Looks
from redactor.structure.numbered import Numbered

_REMARK: Final = re.compile(r"\s*(?:\([^()]{1,90}\)|[-:]\s*\(?\w{1,20}\)?)\s*$")
_LETTER: Final = re.compile(r"([A-ZÅÄÖ])[.)]?[ \t]{1,9}[A-ZÅÄÖ]")
_RULE: Final = re.compile(r"[_.…]{8,}[ \t]*$")
"""A line to sign on."""
_RULED: Final = re.compile(r"(?P<rule>--|==|\*{3}|__|#{3}|~~)[-=*_#~]{0,40}[ ]?\w.{0,80}(?P=rule)$")
"""A line within rules of its own."""
_ROLES: Final = re.compile(r"\b(?:sekreterare|ordförande|justerande|justerare|justeras)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Heading:
    """An unnumbered line that may be a heading.

    `sure`: by its style it ranks with items. `listed`: it stands in the closed list; such a word may
    `also` be a `subheading`. `once`: no other line reads the same. `head`: a case number follows.
    """

    sure: bool = False
    listed: bool = False
    also_subheading: bool = False
    once: bool = False
    signatures: bool = False
    head: Head | None = None


class Clues:
    """Answers about the lines of one layer. `apart`: lines of parts found before (contents, attendance)."""

    def __init__(
        self,
        lines: Sequence[Line],
        apart: Mapping[int, SectionKind],
        contents: Mapping[int, tuple[str, ...]],
        is_text: bool,
    ) -> None:
        self.lines = lines
        self.apart = apart
        self.looks = Looks(lines, is_text)
        self.numbered = Numbered(self.looks, apart, contents)
        self._known = [line.cell is None and line.named(words.SUBHEADINGS) for line in lines]
        self._closing = signatures.closing(lines, apart)
        self._divisions = {
            divisions.division(line.text) for line in lines if divisions.divides(line.text)
        } - {""}
        self._styles()

    def _styles(self) -> None:
        """How the known subheadings look: lines of that look are subheadings too."""
        levels = [line.level for line, is_known in zip(self.lines, self._known, strict=True) if is_known]
        bold = [line.bold for line, is_known in zip(self.lines, self._known, strict=True) if is_known]
        set_levels = [level for level in levels if level is not None]
        self._subheading_level = min(set_levels, default=None)
        self._subheadings_bold = sum(bold) * 2 > len(bold)
        self.subheadings_plain = bool(bold) and not any(bold) and not set_levels

    def subheading(self, line: Line) -> str | None:
        """ "papers", "decision" or "other" for a known subheading of an item's body."""
        if not self._known[line.index]:
            return None
        if line.named(words.PAPERS):
            return "papers"
        return "decision" if line.named(words.DECISIONS) else "other"

    def heading(self, line: Line) -> Heading | None:
        """What speaks for an unnumbered line being a heading."""
        if line.index in self._closing:
            return Heading(sure=True, signatures=True) if self._closing[line.index] else None
        if self._known[line.index] or line.bulleted or line.cell is not None or len(line.text) > LONG:
            return None
        if _RULE.match(line.text) and self._roles_follow(line):
            return Heading(sure=True, signatures=True)
        if self.numbered.begins(line.index) or not any(c.isalpha() for c in line.text):
            return None
        times = self.looks.times(line)
        if self._heads_letters(line) or self._heads_following(line):
            return Heading(listed=True, once=True)
        if line.index > self.numbered.last and self.looks.is_gap(line) and divisions.epilogue(line.text):
            return Heading(sure=True, signatures=True)
        if self._divides(line):
            # Alone it may be a remark on the item above.
            alone = divisions.division(line.text) == "" and not divisions.resumes(line.text)
            alone = alone and _RULED.match(line.text) is None
            return Heading(not alone, listed=True, also_subheading=alone, once=times == 1)
        if _is_signature(line.text):
            return Heading(sure=True, signatures=True) if times == 1 or self._roles_follow(line) else None
        bare = _REMARK.sub("", line.text)
        # In brackets it is a remark on what stands above: `(sluten del)`.
        bracketed = line.text.lstrip("* ")[:1] in ("(", "[")
        listed = not bracketed and (line.named(words.GROUPS) or words.known(bare, words.GROUPS))
        if listed and times < 3:
            also = line.named(words.ALSO_SUBHEADINGS) or words.known(bare, words.ALSO_SUBHEADINGS)
            return Heading(self._ranks(line), True, also, times == 1)
        return self._styled(line, times)

    def _heads_letters(self, line: Line) -> bool:
        """Whether the items below bear this line's letter: `B.  Ärenden` above `B1`."""
        match = _LETTER.match(line.text)
        return match is not None and self.numbered.letter(line.index + 1) == match[1]

    def _heads_following(self, line: Line) -> bool:
        """Whether a sentence says of the items right below it that they are confidential."""
        said = words.following(line.text) or words.confidential_group(line.text)
        return said and self.numbered.begins(line.index + 1)

    def _divides(self, line: Line) -> bool:
        """Whether the line heads an open or closed part of the meeting, or a part beside such a one."""
        ruled = _RULED.match(line.text) is not None
        if not (ruled or self.looks.is_gap(line)) or line.text.rstrip("* ").endswith((",", ";")):
            return False
        return divisions.division(line.text) in self._divisions or divisions.divides(line.text)

    def marked_title(self, line: Line) -> bool:
        """Whether a line that stands alone is a title with a marker at its end."""
        if line.bulleted or line.cell is not None or not self.looks.is_gap(line):
            return False
        after = self.lines[line.index + 1] if line.index + 1 < len(self.lines) else None
        return after is not None and self.looks.is_gap(after) and words.marked_title(line.text)

    def _styled(self, line: Line, times: int) -> Heading | None:
        if line.level is None and (not line.bold or line.text.endswith((".", ":", ",", ";"))):
            return None
        head = heads.head(self.lines, line.index, None, self.looks.is_text, self.numbered.stops)
        with_case = head if head.case_place == "below" or head.case_number else None
        if self._ranks(line):
            return Heading(sure=True, head=with_case)
        if line.level is not None or (with_case is None and (self._subheadings_bold or times > 2)):
            return None
        return Heading(head=with_case)

    def _ranks(self, line: Line) -> bool:
        """Whether a Word or Markdown heading stands above the level of the known subheadings."""
        if line.level is None:
            return False
        return self._subheading_level is None or line.level < self._subheading_level

    def attachment(self, line: Line) -> Head | None:
        """The head of the attachment that begins at this line."""
        number = attachments.begins(line)
        if number is None or not self.looks.is_gap(line) or self.looks.times(line) > 9:
            return None
        if self._lists_on(line):
            return None
        return heads.head(self.lines, line.index, number, self.looks.is_text, self.numbered.stops)

    def _lists_on(self, line: Line) -> bool:
        """Whether the next line without a gap is another entry of a list."""
        after = self.lines[line.index + 1] if line.index + 1 < len(self.lines) else None
        return after is not None and not self.looks.is_gap(after) and attachments.begins(after) is not None

    def _roles_follow(self, line: Line) -> bool:
        following = self.lines[line.index + 1 : line.index + 7]
        return any(_ROLES.search(after.text) for after in following)


def _is_signature(text: str) -> bool:
    return words.known(text.split("\t")[0].rstrip(), words.SIGNATURES)
