-- The ledger: see docs/spec/ledger.md. Numbers are the published ones; blobs are kept exactly as they were given.
-- Strict tables refuse a value of another type instead of converting it.

CREATE TABLE leaf (
    idx   INTEGER PRIMARY KEY,           -- number of the leaf, from 0
    entry BLOB    NOT NULL,              -- what is hashed into the tree
    hash  BLOB    NOT NULL               -- leaf hash
) STRICT;

-- What can be erased, apart from what cannot.
CREATE TABLE record (
    idx  INTEGER PRIMARY KEY REFERENCES leaf (idx),
    salt BLOB NOT NULL,
    body BLOB NOT NULL
) STRICT;

CREATE TABLE erasure (
    idx    INTEGER PRIMARY KEY REFERENCES leaf (idx),
    marker BLOB NOT NULL                 -- a note signed by the log
) STRICT;

-- Hashes of full tiles: level 1 and up; level 0 stands in leaf.hash.
CREATE TABLE node (
    level INTEGER NOT NULL,
    idx   INTEGER NOT NULL,
    hash  BLOB    NOT NULL,
    PRIMARY KEY (level, idx)
) STRICT, WITHOUT ROWID;

CREATE TABLE checkpoint (
    size INTEGER PRIMARY KEY,
    note BLOB NOT NULL                   -- signed, verbatim
) STRICT;
