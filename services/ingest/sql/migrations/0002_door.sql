-- Keys: several at a time, so that a new one can take over before the old one ends.
CREATE TABLE api_key (
    hash        bytea PRIMARY KEY,      -- SHA-256 of the key; the key itself is shown once and kept nowhere
    source      text NOT NULL REFERENCES source,
    prefix      text NOT NULL,
    scopes      text[] NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT now(),
    expires_at  timestamptz
);
CREATE INDEX api_key_source ON api_key (source);
INSERT INTO api_key (hash, source, prefix, scopes, created_at)
SELECT key_hash, name, key_prefix,
       CASE kind WHEN 'broker' THEN ARRAY['vacancies:write', 'vacancies:read', 'webhook:write', 'statistics:read']
                 ELSE ARRAY['seekers:write', 'seekers:read', 'statistics:read'] END,
       created_at
FROM source;
ALTER TABLE source
    DROP COLUMN key_hash,
    DROP COLUMN key_prefix,
    ADD COLUMN oauth_client      text UNIQUE,      -- the client id that tokens of this source carry
    ADD COLUMN rows_per_minute   integer,          -- NULL: the setting's default
    ADD COLUMN bytes_per_minute  bigint,
    ADD COLUMN open_rows         integer;

ALTER TABLE vacancy
    ADD COLUMN as_given    bytea,                  -- hash of the row as it came: the same again needs no reading
    ADD COLUMN created_at  timestamptz NOT NULL DEFAULT now(),
    ADD COLUMN changed_at  timestamptz NOT NULL DEFAULT now();
CREATE INDEX vacancy_open ON vacancy (source) WHERE status = 'open';
ALTER TABLE seeker
    ADD COLUMN as_given    bytea,
    ADD COLUMN created_at  timestamptz NOT NULL DEFAULT now(),
    ADD COLUMN changed_at  timestamptz NOT NULL DEFAULT now();

-- Which vacancy stands for an origin. A vacancy that is no longer open gives it up to the next that comes.
CREATE TABLE origin (
    system      text NOT NULL,
    id          text NOT NULL,
    vacancy_id  uuid NOT NULL,
    PRIMARY KEY (system, id)
);

-- A push and its receipts, kept for a while: to ask for its fate, and to answer a push sent again as the first time.
CREATE TABLE push (
    id               uuid PRIMARY KEY,
    source           text NOT NULL REFERENCES source,
    kind             text NOT NULL CHECK (kind IN ('vacancies', 'seekers')),
    format           text NOT NULL,
    snapshot         boolean NOT NULL,
    idempotency_key  text,
    attempt          integer NOT NULL DEFAULT 1,   -- fences an earlier connection of the same push off
    state            text NOT NULL CHECK (state IN ('receiving', 'done', 'interrupted', 'held_back')),
    started_at       timestamptz NOT NULL DEFAULT now(),
    ended_at         timestamptz,
    UNIQUE (source, kind, idempotency_key)
);
CREATE INDEX push_age ON push (started_at);
CREATE TABLE push_part (
    push_id    uuid NOT NULL REFERENCES push ON DELETE CASCADE,
    first_row  integer NOT NULL,
    last_row   integer NOT NULL,
    ids        uuid[] NOT NULL,        -- of the rows of this part that are known by their key
    digests    bytea NOT NULL,         -- 16 bytes a row
    receipts   jsonb NOT NULL,         -- [[row, key, id, status, revision, problems], ...]; no key of a seeker
    PRIMARY KEY (push_id, first_row)
);

-- What became of a vacancy further on.
CREATE TABLE fate (
    vacancy_id           uuid PRIMARY KEY,
    revision             bigint NOT NULL DEFAULT 1,     -- of this record: what the source's webhook is numbered by
    normalised_sequence  bigint NOT NULL DEFAULT 0,
    normalised_at        timestamptz,
    occupation           jsonb,
    place                jsonb,
    marks                text[],
    told_sequence        bigint NOT NULL DEFAULT 0,
    matches              integer NOT NULL DEFAULT 0,
    seekers_by_area      jsonb NOT NULL DEFAULT '{}',
    offices              text[] NOT NULL DEFAULT '{}',
    first_told_at        timestamptz
);

-- Counts by source and day: rows by status, refusals by code.
CREATE TABLE tally (
    source  text NOT NULL REFERENCES source,
    day     date NOT NULL,
    kind    text NOT NULL,
    what    text NOT NULL CHECK (what IN ('rows', 'refusals')),
    label   text NOT NULL,
    count   bigint NOT NULL,
    PRIMARY KEY (source, day, kind, what, label)
);

-- What a source has used of its quota, by minute.
CREATE TABLE usage (
    source  text NOT NULL REFERENCES source,
    minute  timestamptz NOT NULL,
    rows    bigint NOT NULL,
    bytes   bigint NOT NULL,
    PRIMARY KEY (source, minute)
);
