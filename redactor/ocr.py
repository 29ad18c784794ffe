"""The one door to Tesseract (Debian: tesseract-ocr, tesseract-ocr-swe)."""

import io
import shutil
import subprocess

from PIL import Image

LANGUAGE = "swe"
MAX_PIXELS = 100_000_000
SECONDS = 60
_SMALLEST = 12
"""Pixels; a picture lower or narrower than this cannot hold a readable letter."""


def read(image: bytes) -> str | None:
    """The text of a picture; "" when Tesseract saw none, None when it could not be read at all.

    None also when Tesseract or its Swedish model is missing, or the time is up.
    """
    prepared = _prepared(image)
    if prepared is None:
        return None
    if prepared == b"":
        return ""
    program = shutil.which("tesseract")
    if program is None:
        return None
    try:
        done = subprocess.run(  # noqa: S603 - our own fixed arguments
            [program, "stdin", "stdout", "-l", LANGUAGE, "--psm", "11"],
            input=prepared,
            capture_output=True,
            timeout=SECONDS,
            check=False,
            env={"OMP_THREAD_LIMIT": "1", "PATH": "/usr/bin:/bin:/usr/local/bin"},
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    if done.returncode != 0:
        return None
    return done.stdout.decode("utf-8", "replace").replace("\f", "").strip()


def _prepared(image: bytes) -> bytes | None:
    """The picture as an upright grey PNG on white, small ones enlarged; b"" when too small for text."""
    try:
        with Image.open(io.BytesIO(image)) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                return None
            if min(picture.size) < _SMALLEST:
                return b""
            flat = Image.new("RGB", picture.size, "white")
            rgba = picture.convert("RGBA")
            flat.paste(rgba, mask=rgba.getchannel("A"))
            if flat.height < 1000 and flat.width < 1600:
                flat = flat.resize((flat.width * 2, flat.height * 2), Image.Resampling.LANCZOS)
            out = io.BytesIO()
            flat.convert("L").save(out, "PNG", dpi=(300, 300))
            return out.getvalue()
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
