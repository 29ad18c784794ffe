"""The use cases of the service, over the store: receive, examine, review, publish, erase.

Each changes documents, contents and the log in one transaction.
"""
