-- One open vacancy of one source stands for an origin. Which of these may: the others' origin stands already.
INSERT INTO origin AS held (system, id, vacancy_id)
SELECT system, id, vacancy_id FROM unnest($1::text[], $2::text[], $3::uuid[]) AS new (system, id, vacancy_id)
ORDER BY system, id
ON CONFLICT (system, id) DO UPDATE SET vacancy_id = excluded.vacancy_id
WHERE held.vacancy_id = excluded.vacancy_id
   OR NOT EXISTS (
        SELECT FROM vacancy WHERE vacancy.id = held.vacancy_id AND vacancy.status = 'open' AND vacancy.source <> $4)
RETURNING system, id;
