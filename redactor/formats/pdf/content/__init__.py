"""Content streams: what they draw, glyph by glyph, and the same written anew without what goes."""
