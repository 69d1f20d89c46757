-- What was seen that is not declared or not allowed: names, counts and days, never a value, an address or a time.
CREATE TABLE finding (
    place    INTEGER PRIMARY KEY,        -- position in the book
    kind     TEXT    NOT NULL,
    reason   TEXT    NOT NULL,
    name     TEXT    NOT NULL,
    seen_in  TEXT    NOT NULL,
    sign_in  INTEGER NOT NULL CHECK (sign_in IN (0, 1)),
    count    INTEGER NOT NULL,
    first_on INTEGER NOT NULL,           -- days since 1970-01-01, in the site's zone
    last_on  INTEGER NOT NULL
) STRICT;

-- What was seen when the book was full: one row.
CREATE TABLE finding_unkept (
    one   INTEGER PRIMARY KEY CHECK (one = 1),
    count INTEGER NOT NULL
) STRICT;

-- The register as it was when a revision came into force.
CREATE TABLE revision (
    number    INTEGER PRIMARY KEY,
    canonical TEXT NOT NULL
) STRICT;
