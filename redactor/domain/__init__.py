"""Frozen values every other room speaks in. No IO, no clock, no randomness."""
