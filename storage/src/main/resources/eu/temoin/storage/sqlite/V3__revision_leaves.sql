-- The few leaves that are revisions (kind 2, docs/spec/revision.md), found without reading all those that are choices.
CREATE INDEX leaf_revision ON leaf (idx) WHERE substr(entry, 2, 1) = x'02';
