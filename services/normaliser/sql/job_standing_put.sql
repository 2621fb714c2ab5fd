UPDATE likeness
SET job_id = new.job_id, change = $3
FROM unnest($1::uuid[], $2::uuid[]) AS new (vacancy_id, job_id)
WHERE likeness.vacancy_id = new.vacancy_id;
