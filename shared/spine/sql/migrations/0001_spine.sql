-- What every service has in its schema: the outbox, its dead letters, and a place for small facts.
CREATE TABLE outbox (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    topic       text NOT NULL,
    key         text NOT NULL,
    headers     jsonb NOT NULL,
    value       bytea,
    created_at  timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX outbox_key ON outbox (key);

CREATE TABLE dead_letter (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    topic        text NOT NULL,
    partition    integer NOT NULL,
    "offset"     bigint NOT NULL,
    record_time  bigint NOT NULL,           -- tells two embedded brokers' offsets apart
    key          text,
    headers      jsonb NOT NULL,
    value        bytea,                     -- NULL for a seeker: its replay is a republish
    error        text NOT NULL,
    created_at   timestamptz NOT NULL DEFAULT now(),
    replayed_at  timestamptz,
    UNIQUE (topic, partition, "offset", record_time)
);

CREATE TABLE fact (
    name   text PRIMARY KEY,
    value  text NOT NULL
);
