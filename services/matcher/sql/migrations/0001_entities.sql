-- A row without a state is a grave: it keeps the number, so that a late event cannot raise the dead.
CREATE TABLE vacancy (
    id       uuid PRIMARY KEY,
    applied  bigint NOT NULL,
    state    jsonb
);

CREATE TABLE seeker (
    id       uuid PRIMARY KEY,
    shard    smallint NOT NULL,
    applied  bigint NOT NULL,
    state    jsonb
);
CREATE INDEX seeker_shard ON seeker (shard);

-- The fence: whoever takes a shard raises its epoch, and every write to its ledger holds the epoch it took.
CREATE TABLE shard (
    id     smallint PRIMARY KEY,
    epoch  bigint NOT NULL DEFAULT 0
);
INSERT INTO shard (id) SELECT generate_series(0, 95);

-- What was told. Withdrawn, a row stays, and its number goes on counting: the readers guard by it.
CREATE TABLE ledger (
    vacancy_id   uuid NOT NULL,
    seeker_id    uuid NOT NULL,
    shard        smallint NOT NULL,
    seeker_area  text NOT NULL,
    number       bigint NOT NULL,
    told         boolean NOT NULL,
    score        double precision NOT NULL,
    digest       text NOT NULL,
    reasons      jsonb,
    PRIMARY KEY (vacancy_id, seeker_id)
);
CREATE INDEX ledger_shard ON ledger (shard);
