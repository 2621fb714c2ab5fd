-- What was submitted is kept beside what was made of it, so that it can be read again by better knowledge. Rows of
-- before have none of it until their event comes again: an event of the number applied last fills them, so let
-- `kohtaanto republish ingest` run once after this migration.
ALTER TABLE vacancy
    ADD submitted  jsonb,
    ADD knowledge  bigint NOT NULL DEFAULT 0,    -- the number it was read by (see knowledge_head)
    ADD title_keys text[] NOT NULL DEFAULT '{}', -- its titles as the review queue groups them
    ADD review     jsonb;                        -- the titles that a person should look at; none: nothing waits
ALTER TABLE seeker
    ADD submitted  jsonb,
    ADD knowledge  bigint NOT NULL DEFAULT 0,
    ADD title_keys text[] NOT NULL DEFAULT '{}',
    ADD review     jsonb;
CREATE INDEX vacancy_knowledge ON vacancy (knowledge, id) WHERE submitted IS NOT NULL;
CREATE INDEX seeker_knowledge ON seeker (knowledge, id) WHERE submitted IS NOT NULL;
CREATE INDEX vacancy_title ON vacancy USING gin (title_keys);
CREATE INDEX seeker_title ON seeker USING gin (title_keys);
CREATE INDEX vacancy_review ON vacancy (id) WHERE review IS NOT NULL;
CREATE INDEX seeker_review ON seeker (id) WHERE review IS NOT NULL;

-- One version of ESCO as imported. Its own texts only: the everyday titles come with the software.
CREATE TABLE taxonomy (
    version     text PRIMARY KEY,
    content     bytea NOT NULL,        -- zstd of JSON, as services/normaliser/taxonomies.py writes it
    occupations integer NOT NULL,
    languages   text[] NOT NULL,
    imported_at timestamptz NOT NULL DEFAULT now()
);

-- The model trained from the labels of one taxonomy and the everyday titles, by the digest of both.
CREATE TABLE title_model (
    digest  text PRIMARY KEY,
    model   bytea NOT NULL,
    made_at timestamptz NOT NULL DEFAULT now()
);

-- What everything is read by now. Each change of taxonomy and each answer is a higher number.
CREATE TABLE knowledge_head (
    only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
    number   bigint NOT NULL,
    taxonomy text NOT NULL,               -- the current version; 'starter-...' comes with the software
    since    bigint NOT NULL,             -- what was read by a lower number than this is read again, all of it
    starter  integer NOT NULL DEFAULT 0   -- of the starter that comes with the newest software seen: its number
);

-- What people have answered in the review queue. An answer holds until it is undone.
CREATE TABLE title_answer (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    title_key   text NOT NULL,
    title       text NOT NULL,           -- one of the titles it was given for
    uri         text,                    -- the occupation; none: the title names no occupation
    answered_by text NOT NULL,
    answered_at timestamptz NOT NULL DEFAULT now(),
    undone_by   text,
    undone_at   timestamptz,
    number      bigint NOT NULL          -- the knowledge of its last change
);
CREATE UNIQUE INDEX title_answer_holds ON title_answer (title_key) WHERE undone_at IS NULL;
CREATE INDEX title_answer_number ON title_answer (number);

-- Who may answer over HTTP. Keys are shown once and kept as hashes.
CREATE TABLE reviewer (
    name       text PRIMARY KEY,
    key_hash   bytea NOT NULL UNIQUE,
    key_prefix text NOT NULL,
    added_at   timestamptz NOT NULL DEFAULT now()
);
