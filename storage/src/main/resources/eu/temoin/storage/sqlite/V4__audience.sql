-- What was counted, as sums: by hour, later by day of the site. See docs/audience.md; nothing here is about one visitor.

-- Spans of time that have sums.
CREATE TABLE audience_span (
    begins   INTEGER PRIMARY KEY,        -- hours since 1970-01-01T00:00Z
    single   INTEGER NOT NULL CHECK (single IN (0, 1)), -- one hour by itself, not several made one
    added    INTEGER NOT NULL,           -- how often something was added
    visitors BLOB                        -- a sketch of Apache DataSketches; none where they are not estimated
) STRICT;

CREATE INDEX audience_single_hour ON audience_span (begins) WHERE single = 1;

-- All sums of one dimension in a span are one value: a span is read and written as a whole.
CREATE TABLE audience_sum (
    begins    INTEGER NOT NULL REFERENCES audience_span (begins),
    dimension TEXT    NOT NULL,
    sums      BLOB    NOT NULL,          -- packed, with their names
    PRIMARY KEY (begins, dimension)
) STRICT;

-- Days, weeks and months summed up, for reading: nothing is here that the spans that begin in them do not say, and what is added
-- to one of these erases it.
CREATE TABLE audience_whole (
    begins   INTEGER NOT NULL,
    ends     INTEGER NOT NULL CHECK (ends > begins),
    day      INTEGER NOT NULL CHECK (day IN (0, 1)),
    visitors BLOB,                       -- of a day
    PRIMARY KEY (begins, ends)
) STRICT, WITHOUT ROWID;

CREATE TABLE audience_whole_sum (
    begins    INTEGER NOT NULL,
    ends      INTEGER NOT NULL,
    dimension TEXT    NOT NULL,
    sums      BLOB    NOT NULL,
    PRIMARY KEY (begins, ends, dimension),
    FOREIGN KEY (begins, ends) REFERENCES audience_whole (begins, ends)
) STRICT;

-- What each node has brought, so that nothing counts twice.
CREATE TABLE audience_node (
    node     TEXT    PRIMARY KEY,
    sequence INTEGER NOT NULL            -- of its last flush
) STRICT, WITHOUT ROWID;
