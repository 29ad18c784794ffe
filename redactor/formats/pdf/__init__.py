"""PDF documents (ISO 32000): read every place that holds text, write a copy built anew (ADR 8)."""
