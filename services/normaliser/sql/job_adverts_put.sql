INSERT INTO likeness (vacancy_id, change, made_by, content, job_id)
SELECT vacancy_id, $4, $5, content, job_id
FROM unnest($1::uuid[], $2::bytea[], $3::uuid[]) AS new (vacancy_id, content, job_id)
-- What was never open need not be remembered as closed.
WHERE content IS NOT NULL OR EXISTS (SELECT FROM likeness WHERE likeness.vacancy_id = new.vacancy_id)
ON CONFLICT (vacancy_id) DO UPDATE
SET change = excluded.change, made_by = excluded.made_by, content = excluded.content, job_id = excluded.job_id;
