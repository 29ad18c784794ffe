"""Fonts: what their codes mean and how wide they are, and new fonts from the glyphs that remain."""
