"""Reads a PDF copy for verification, with engines that did not write it."""
