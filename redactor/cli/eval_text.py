"""The figures of `redactor eval` as a table for a terminal."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from redactor.errors import Language

_WORDS: dict[str, tuple[str, str]] = {
    "documents": ("dokument", "documents"),
    "measured": ("mätta", "measured"),
    "not_measured": ("ej mätta (kontrollen kördes inte)", "not measured (the check did not run)"),
    "redact": ("granskning: ta bort", "review: redact"),
    "keep": ("granskning: behåll", "review: keep"),
    "nothing_leaked": ("inget läckte", "nothing leaked"),
    "nothing_public_taken": ("inget offentligt togs", "nothing public taken"),
    "needing_a_person": ("behöver en person", "need a person"),
    "must_go": ("SKA BORT", "MUST GO"),
    "must_stay": ("SKA STÅ KVAR", "MUST STAY"),
    "either": ("osäker roll, endera duger", "unsure role, either will do"),
    "precision": ("TOGS MED RÄTTA", "RIGHTLY TAKEN"),
    "items": ("ÄRENDEN", "ITEMS"),
    "secret": ("sekretessärenden borta", "secret items gone"),
    "taken": ("tagna ärenden med rätta", "taken items rightly"),
    "public": ("offentliga ärenden orörda", "public items untouched"),
    "lost": ("offentliga ord förlorade", "public words lost"),
    "leaks": ("strängar i kopian som skulle bort", "strings in the copy that must go"),
    "all": ("allt", "all"),
    "gone": ("borta", "gone"),
    "review": ("granskas", "review"),
    "part": ("delvis", "part"),
    "left": ("kvar", "left"),
    "kept": ("kvar", "kept"),
    "taken_n": ("tagna", "taken"),
    "wrong": ("fel", "wrong"),
    "wrong_review": ("fel, granskas", "wrong, review"),
    "recall": ("täckning", "recall"),
    "share": ("andel", "share"),
    "failures": ("FEL", "FAILURES"),
}
_WIDTH = 48


Word = Callable[[str], str]
"""A word of the table in the reader's language."""


def table(figures: Mapping[str, Any], language: Language) -> str:
    """Every figure once, a line each; shares with their 95 % Wilson intervals."""

    def word(name: str) -> str:
        return _WORDS[name][0 if language == "sv" else 1]

    lines = [
        *_documents(figures, word),
        *_must_go(figures["must_go"], word),
        *_must_stay(figures["must_stay"], figures["either"], word),
        *_precision(figures["precision"], word),
        *_items(figures["items"], word),
        *_pair(word("lost"), figures["words"]["lost"], word),
        *_failures(figures["failures"], word),
    ]
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _documents(figures: Mapping[str, Any], word: Word) -> Iterator[str]:
    documents = figures["documents"]
    yield _line(word("documents"), f"{documents['measured']} {word('measured')}")
    if figures["not_measured"]:
        yield _line(word("not_measured"), len(figures["not_measured"]))
        yield from (f"  {found['path']}: {found['why']}" for found in figures["not_measured"])
    yield from _pair(word("nothing_leaked"), documents["nothing_leaked"], word)
    yield _line(word("nothing_public_taken"), _share(documents["nothing_public_taken"]))
    yield _line(word("needing_a_person"), _share(documents["needing_a_person"]))
    for under, found in figures["leaks"].items():
        kinds = ", ".join(f"{entity} {count}" for entity, count in found.items())
        yield _line(f"{word('leaks')} ({word(under)})", f"{sum(found.values())}  {kinds}")


def _must_go(rows: Sequence[Mapping[str, Any]], word: Word) -> Iterator[str]:
    yield ""
    yield _head(word("must_go"), [word(name) for name in ("gone", "review", "part", "left")], word("recall"))
    for row in rows:
        label = " ".join(part for part in (row["entity_type"] or word("all"), row["form"]) if part)
        counts = [row[name] for name in ("gone", "review", "part", "left")]
        yield _row(label, counts, row["recall"]["redact"])


def _must_stay(rows: Sequence[Mapping[str, Any]], either: Mapping[str, int], word: Word) -> Iterator[str]:
    yield ""
    yield _head(word("must_stay"), [word(name) for name in ("taken_n", "review", "kept")], word("share"))
    for row in rows:
        label = " ".join(part for part in (row["entity_type"], row["role"]) if part)
        yield _row(label, [row["taken"], row["review"], row["kept"]["hits"]], row["kept"])
    yield _row(word("either"), [either["gone"] + either["part"], either["review"], either["left"]])


def _precision(rows: Sequence[Mapping[str, Any]], word: Word) -> Iterator[str]:
    yield ""
    yield _head(word("precision"), [word("wrong"), word("wrong_review")], word("share"))
    for row in rows:
        yield _row(row["entity_type"], [row["wrong"], row["wrong_for_review"]], row["precision"]["redact"])


def _items(items: Mapping[str, Any], word: Word) -> Iterator[str]:
    yield ""
    yield word("items")
    yield from _pair(word("secret"), items["secret"]["recall"], word)
    yield from _pair(word("taken"), items["taken"]["precision"], word)
    yield _line(word("public"), _share(items["public"]["untouched"]))


def _failures(found: Sequence[Mapping[str, Any]], word: Word) -> Iterator[str]:
    """Only where the user asked for their text."""
    if any("text" in failure for failure in found):
        yield ""
        yield word("failures")
    for failure in found:
        if "text" in failure:
            kind = " ".join(
                failure[name] for name in ("kind", "entity_type", "how", "outcome") if failure[name]
            )
            yield f"{failure['path']}:{failure['start']}: {kind}: {failure['text']}"


def _pair(label: str, shares: Mapping[str, Any], word: Word) -> Iterator[str]:
    """A share under both settlements of what needs a person."""
    for under, share in shares.items():
        yield _line(f"{label} ({word(under)})", _share(share))


def _line(label: str, value: object) -> str:
    return f"{label:{_WIDTH}}  {value}"


def _head(label: str, columns: Sequence[str], last: str) -> str:
    return (
        f"{label:{_WIDTH}}"
        + "".join(f"{column:>{max(9, len(column) + 2)}}" for column in columns)
        + f"  {last}"
    )


def _row(label: str, counts: Sequence[int], share: Mapping[str, Any] | None = None) -> str:
    cells = "".join(f"{count:>9}" for count in counts)
    return f"{label:{_WIDTH}}{cells}" + (f"  {_share(share)}" if share is not None else "")


def _share(share: Mapping[str, Any]) -> str:
    if share["value"] is None:
        return "-"
    return f"{share['value']:.4f} [{share['low']:.4f}, {share['high']:.4f}] {share['hits']}/{share['n']}"
