"""Common Swedish words in all their forms, read from a Hunspell dictionary (.dic with its .aff)."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

_SUFFIX = re.compile(r"SFX\s+(\S)\s+(\S+)\s+([^\s/]+)(?:/\S*)?\s+(\S+)")
_LONGEST_STEM = 8
"""Letters; a longer word is a compound, which its ending gives away."""


@dataclass(frozen=True, slots=True)
class Ending:
    """What a suffix takes away and adds, and the words that it fits."""

    strip: str
    add: str
    fits: re.Pattern[str]


def forms(folder: Path) -> frozenset[str]:
    """Every form of the short words that the dictionary writes in lower case, but for genitives of others."""
    endings = _endings(folder / "sv_SE.aff")
    found: set[str] = set()
    for line in (folder / "sv_SE.dic").read_text(encoding="utf-8").splitlines()[1:]:
        stem, _, flags = line.split("\t")[0].split(" ")[0].partition("/")
        if stem.isalpha() and stem.islower() and 1 < len(stem) <= _LONGEST_STEM:
            found.add(stem)
            found.update(_inflected(stem, flags, endings))
    return frozenset(w for w in found if not (w.endswith("s") and w[:-1] in found))


def _endings(path: Path) -> Mapping[str, list[Ending]]:
    found: dict[str, list[Ending]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        suffix = _SUFFIX.match(line)
        if suffix is not None:
            flag, strip, add, fits = suffix.groups()
            own = Ending("" if strip == "0" else strip, "" if add == "0" else add, re.compile(f"{fits}$"))
            found.setdefault(flag, []).append(own)
    return found


def _inflected(stem: str, flags: str, endings: Mapping[str, list[Ending]]) -> Iterator[str]:
    for flag in flags:
        for ending in endings.get(flag, ()):
            if stem.endswith(ending.strip) and ending.fits.search(stem):
                yield stem[: len(stem) - len(ending.strip)] + ending.add
