"""Annotated Swedish public documents, all invented: read, filled in, written with gold beside them."""
