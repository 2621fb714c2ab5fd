CREATE TABLE source (
    name        text PRIMARY KEY,
    kind        text NOT NULL CHECK (kind IN ('broker', 'authority')),
    area        text CHECK (area ~ '^\d{2}$'),
    key_hash    bytea NOT NULL UNIQUE,     -- SHA-256 of the key; the key itself is shown once and kept nowhere
    key_prefix  text NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT now()
);

-- A row without a state is a grave: a re-creation goes on counting from its revision.
CREATE TABLE vacancy (
    id            uuid PRIMARY KEY,
    source        text NOT NULL REFERENCES source,
    external_id   text NOT NULL,
    revision      bigint NOT NULL,
    status        text NOT NULL CHECK (status IN ('open', 'closed', 'expired', 'deleted')),
    state         jsonb,
    content_hash  bytea,
    expires_at    timestamptz,
    UNIQUE (source, external_id)
);
CREATE INDEX vacancy_expiry ON vacancy (expires_at) WHERE status = 'open';

-- The only place that maps a source's reference to a seeker. Erasure takes reference and state away.
CREATE TABLE seeker (
    id            uuid PRIMARY KEY,
    source        text NOT NULL REFERENCES source,
    reference     text,
    revision      bigint NOT NULL,
    status        text NOT NULL CHECK (status IN ('active', 'inactive', 'erased')),
    state         jsonb,
    content_hash  bytea,
    UNIQUE (source, reference)
);

-- A keyed hash of an erased reference: so that tomorrow's full feed does not bring the person back.
CREATE TABLE erased (
    source          text NOT NULL REFERENCES source,
    reference_hash  bytea NOT NULL,
    erased_at       timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (source, reference_hash)
);

CREATE TABLE outcome (
    id          uuid PRIMARY KEY,
    vacancy_id  uuid NOT NULL,
    applied     bigint NOT NULL,
    area        text NOT NULL,
    role        text NOT NULL,
    outcome     text NOT NULL,
    reason      text,
    given_at    timestamptz NOT NULL
);
CREATE INDEX outcome_vacancy ON outcome (vacancy_id);
