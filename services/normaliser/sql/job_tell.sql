-- Vacancies whose job has changed though they themselves have not.
UPDATE vacancy
SET state = CASE WHEN told.job IS NULL THEN state - 'same_job' ELSE state || jsonb_build_object('same_job', told.job) END,
    sequence = sequence + 1
FROM (SELECT id, job::jsonb FROM unnest($1::uuid[], $2::text[]) AS new (id, job)) AS told
WHERE vacancy.id = told.id AND state IS NOT NULL AND state -> 'same_job' IS DISTINCT FROM told.job
RETURNING vacancy.id, sequence, state;
