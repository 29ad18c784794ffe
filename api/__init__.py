"""The HTTP service (not built yet): the console for registrators and the API for pipelines."""
