"""Publication copies of Swedish public documents."""
