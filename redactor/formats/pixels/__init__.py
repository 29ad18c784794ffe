"""Picture files reduced to their pixels, for every format that holds pictures."""
