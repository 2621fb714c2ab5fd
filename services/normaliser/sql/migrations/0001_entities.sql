-- The latest state of each entity as this service published it. A row without a state is a grave: it keeps the
-- numbers, so that a late event cannot raise the dead and a re-creation goes on counting.
CREATE TABLE vacancy (
    id        uuid PRIMARY KEY,
    applied   bigint NOT NULL,   -- the number of the event applied last (ingest's)
    sequence  bigint NOT NULL,   -- the number of the state published last (ours)
    state     jsonb
);
CREATE TABLE seeker (LIKE vacancy INCLUDING ALL);
