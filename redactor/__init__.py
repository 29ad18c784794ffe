"""Publication copies of Swedish public documents: sekretess and personal data removed, provably."""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("sekretess-redactor")
except PackageNotFoundError:  # a checkout that was never installed
    __version__ = "0.0.0"
