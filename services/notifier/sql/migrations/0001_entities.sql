CREATE TABLE office (
    area            text PRIMARY KEY CHECK (area ~ '^\d{2}$'),
    locale          text NOT NULL CHECK (locale IN ('fi', 'sv', 'en')),
    key_hash        bytea NOT NULL UNIQUE,
    key_prefix      text NOT NULL,
    created_at      timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE vacancy (
    id        uuid PRIMARY KEY,
    sequence  bigint NOT NULL,
    summary   jsonb,
    top_k     integer NOT NULL,
    told           jsonb,                        -- what was said of it last on vacancies.told
    told_sequence  bigint NOT NULL DEFAULT 0,
    told_at        timestamptz,
    first_told_at  timestamptz
);

-- Each match as it now stands. Withdrawn, its row stays with its number: a late event cannot raise it.
CREATE TABLE match (
    vacancy_id   uuid NOT NULL,
    seeker_id    uuid NOT NULL,
    seeker_area  text NOT NULL,
    number       bigint NOT NULL,
    holds        boolean NOT NULL,
    score        double precision NOT NULL,
    reasons      jsonb,
    PRIMARY KEY (vacancy_id, seeker_id)
);

-- One notice for a vacancy, an area and the part it plays. Without content it is withdrawn.
CREATE TABLE notice (
    id          uuid PRIMARY KEY,
    vacancy_id  uuid NOT NULL,
    area        text NOT NULL,
    role        text NOT NULL CHECK (role IN ('seeker_area', 'vacancy_area')),
    revision    bigint NOT NULL,
    content     jsonb,
    sent        boolean NOT NULL DEFAULT false,   -- whether a webhook of it was ever tried
    changed_at  timestamptz NOT NULL DEFAULT now(),
    UNIQUE (vacancy_id, area, role)
);
CREATE INDEX notice_inbox ON notice (area, changed_at DESC);

CREATE TABLE outcome (
    id          uuid PRIMARY KEY,
    notice_id   uuid NOT NULL,
    sequence    bigint NOT NULL,
    state       jsonb NOT NULL
);
CREATE INDEX outcome_notice ON outcome (notice_id);
