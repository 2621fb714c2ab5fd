-- Who receives webhooks of this service: an office by its area, a source by its name.
CREATE TABLE receiver (
    name      text PRIMARY KEY,
    url       text NOT NULL,
    secret    text NOT NULL,
    failures  integer NOT NULL DEFAULT 0,           -- webhooks that failed in a row
    retry_at  timestamptz NOT NULL DEFAULT now()    -- not tried before then
);

CREATE TABLE delivery (
    id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    receiver  text NOT NULL REFERENCES receiver ON DELETE CASCADE,
    subject   uuid NOT NULL,
    revision  bigint NOT NULL,
    body      text NOT NULL,
    attempts  integer NOT NULL DEFAULT 0,
    UNIQUE (subject, receiver, revision)
);
CREATE INDEX delivery_order ON delivery (receiver, id);
