SELECT vacancy_id, change, made_by, content, job_id
FROM likeness
WHERE change > $1 AND ($1 > 0 OR content IS NOT NULL);
