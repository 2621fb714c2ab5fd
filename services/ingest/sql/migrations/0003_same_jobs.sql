-- A job that several sources advertise is told to offices once. Each source still sees what became of its own advert:
-- the numbers of the advert that stands for the job.
ALTER TABLE fate ADD COLUMN same_job jsonb, ADD COLUMN job_id uuid;
CREATE INDEX fate_job ON fate (job_id) WHERE job_id IS NOT NULL;
