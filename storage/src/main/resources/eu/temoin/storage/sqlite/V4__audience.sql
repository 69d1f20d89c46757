-- What was counted, as sums: by hour, later by day of the site. See docs/audience.md; nothing here is about one visitor.

-- Spans of time that have sums.
CREATE TABLE audience_span (
    begins   INTEGER PRIMARY KEY,        -- hours since 1970-01-01T00:00Z
    single   INTEGER NOT NULL CHECK (single IN (0, 1)), -- one hour by itself, not several made one
    visitors BLOB                        -- a sketch of Apache DataSketches; none where they are not estimated
) STRICT;

CREATE INDEX audience_single_hour ON audience_span (begins) WHERE single = 1;

CREATE TABLE audience_sum (
    begins     INTEGER NOT NULL REFERENCES audience_span (begins),
    dimension  TEXT    NOT NULL,
    name       TEXT    NOT NULL,
    count      INTEGER NOT NULL CHECK (count >= 0),
    bytes      INTEGER NOT NULL CHECK (bytes >= 0),
    first_byte BLOB,                     -- histograms; none where nothing was timed
    whole      BLOB,
    PRIMARY KEY (begins, dimension, name)
) STRICT, WITHOUT ROWID;

-- What each node has brought, so that nothing counts twice.
CREATE TABLE audience_node (
    node     TEXT    PRIMARY KEY,
    sequence INTEGER NOT NULL            -- of its last flush
) STRICT, WITHOUT ROWID;
