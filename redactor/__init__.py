"""Publication copies of Swedish public documents: sekretess and personal data removed, provably."""

from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from redactor.decide import OnReview
    from redactor.domain.review import Profile
    from redactor.library import Copy, Redactor

__all__ = ["Copy", "OnReview", "Profile", "Redactor"]

try:
    __version__ = version("sekretess-redactor")
except PackageNotFoundError:  # a checkout that was never installed
    __version__ = "0.0.0"


def __getattr__(name: str) -> Any:
    # Loaded when asked for: `redactor --help` must not wait for the recognizers.
    if name in __all__:
        from redactor import library

        return getattr(library, name)
    raise AttributeError(name)
