SELECT outcome, count(*) AS count
FROM outcome JOIN vacancy ON vacancy.id = vacancy_id
WHERE source = $1 AND given_at >= $2
GROUP BY outcome
ORDER BY outcome;
