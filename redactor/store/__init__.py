"""What the service keeps: documents and their state, people's decisions, keys and the log, in one database.

SQLite (WAL) by default, PostgreSQL by URL; the same code on both. Texts of documents are encrypted (`vault`);
in clear are states, numbers, times and keyed ids alone.
"""
