"""What a copy's page paints with: colour spaces, functions and shadings written anew, by allow-list.

Only what says how something looks is taken: numbers, samples, names of process colours. Profiles (ICC) carry
texts and private tags: the device space with as many components stands instead. Colorants of one's own naming
get neutral names.
"""

from redactor.formats.pdf.colours.functions import function
from redactor.formats.pdf.colours.shadings import shading
from redactor.formats.pdf.colours.spaces import DEVICES, ColourSpace, colour_space, device, painted_space

__all__ = ["DEVICES", "ColourSpace", "colour_space", "device", "function", "painted_space", "shading"]
