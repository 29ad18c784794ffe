"""Which patterns a pack may bring: those that compile, match something, and can't run away."""

import regex

_TOKEN = regex.compile(
    r"""(?P<open>\((?:\?(?:P?<\w+>|<?[=!]|[>|:]|[\w-]+[:)]?))?)
    |(?P<close>\))
    |(?P<repeat>(?:[*+]|\{\d*,\})(?P<how>[?+]?))
    |\\.
    |\[\^?\]?(?:\\.|[^\]\\])*+\]
    |[^\\[({*+)]+|.""",
    regex.VERBOSE | regex.DOTALL,
)


def problem_of(pattern: str, flags: int = int(regex.MULTILINE)) -> str | None:
    """What is wrong with a pattern, in Swedish; None: it may be used.

    Asked of the pattern and the flags that will run, so that regex's cache spares compiling them again.
    """
    try:
        compiled = regex.compile(pattern, flags)
    except regex.error as error:
        return f"mönstret är inget giltigt reguljärt uttryck ({error})"
    if compiled.match("") is not None:
        return "mönstret träffar tom text"
    if _repeats_repeats(pattern):
        return "mönstret upprepar utan tak något som självt upprepas utan tak; sätt ett tak, t.ex. {0,20}"
    return None


def _repeats_repeats(pattern: str) -> bool:
    """Whether an endless repeat stands inside another, as in (a+)+: time can then double with each character.

    Does not see every slow pattern. Atomic groups and possessive repeats don't backtrack and may nest.
    """
    groups: list[tuple[bool, bool]] = [(False, False)]
    inside = False
    for token in _TOKEN.finditer(pattern):
        kind = token.lastgroup
        if kind == "open" and not token.group().endswith(")"):
            groups.append((token.group() == "(?>", False))
            inside = False
        elif kind == "close" and len(groups) > 1:
            atomic, endless = groups.pop()
            inside = endless and not atomic
            groups[-1] = (groups[-1][0], groups[-1][1] or inside)
        elif token["repeat"] is not None:
            if token["how"] == "+":
                continue
            if inside:
                return True
            groups[-1] = (groups[-1][0], True)
        else:
            inside = False
    return False
