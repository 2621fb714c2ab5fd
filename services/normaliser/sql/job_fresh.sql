-- Which of these events are the newest of their vacancies: the others are late and change nothing.
SELECT new.id
FROM unnest($1::uuid[], $2::bigint[]) AS new (id, applied)
LEFT JOIN vacancy ON vacancy.id = new.id
WHERE vacancy.id IS NULL OR vacancy.applied <= new.applied OR $3::boolean;
