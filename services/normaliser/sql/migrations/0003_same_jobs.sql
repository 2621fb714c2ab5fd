-- Adverts of one job from several sources. `change` grows under one lock, so that a process which has seen it up to
-- a number has seen all below it.
CREATE SEQUENCE likeness_change;
CREATE TABLE likeness (
    vacancy_id uuid PRIMARY KEY,
    change     bigint NOT NULL,
    made_by    integer NOT NULL,          -- the version of the code that made `content`
    content    bytea,                     -- what is compared; none once the vacancy is not open
    job_id     uuid                       -- the advert that stands for the job, where there is more than one
);
CREATE INDEX likeness_by_change ON likeness (change);
CREATE INDEX likeness_by_job ON likeness (job_id) WHERE job_id IS NOT NULL;
-- Two adverts of one job (a < b), and why.
CREATE TABLE same_job (
    a       uuid NOT NULL,
    b       uuid NOT NULL,
    score   double precision NOT NULL,       -- as services/normaliser/jobs/same_job.py gives it
    because jsonb NOT NULL,
    change  bigint NOT NULL,
    gone    boolean NOT NULL DEFAULT false,  -- no longer so: kept, so that other processes learn of it
    PRIMARY KEY (a, b),
    CHECK (a < b)
);
CREATE INDEX same_job_b ON same_job (b);
CREATE INDEX same_job_by_change ON same_job (change);
-- Two adverts that a person has said are not one job. It stays so until it is taken back.
CREATE TABLE apart_by_hand (
    a             uuid NOT NULL,
    b             uuid NOT NULL,
    by_whom       text NOT NULL,
    at            timestamptz NOT NULL DEFAULT now(),
    taken_back_by text,
    taken_back_at timestamptz,
    change        bigint NOT NULL,
    PRIMARY KEY (a, b),
    CHECK (a < b)
);
CREATE INDEX apart_by_hand_by_change ON apart_by_hand (change);
