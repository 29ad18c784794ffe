"""Start-up: spaCy is imported for Presidio's types only, so its own command line can wait.

`spacy/__init__.py` imports `spacy.cli` for one function, and with it weasel, requests and typer's
wrappers: 0.15 s of the 1.1 s that Presidio takes. It is left out while Presidio is imported; whoever
imports `spacy.cli` later gets the real one.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

_LATER = ("spacy.cli", "spacy.cli.info")


@contextmanager
def without_spacy_cli() -> Iterator[None]:
    """Nothing to do where spaCy is loaded already."""
    if "spacy" in sys.modules:
        yield
        return
    package, info = (ModuleType(name) for name in _LATER)
    package.__path__ = []
    vars(info)["info"] = None
    sys.modules.update(zip(_LATER, (package, info), strict=True))
    try:
        yield
    finally:
        for name in _LATER:
            sys.modules.pop(name, None)
