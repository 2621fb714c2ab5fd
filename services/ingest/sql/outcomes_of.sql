SELECT vacancy_id, area, role, outcome, reason, given_at FROM outcome
WHERE vacancy_id = ANY($1::uuid[])
ORDER BY vacancy_id, given_at, id;
