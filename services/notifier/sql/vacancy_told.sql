UPDATE vacancy
SET told = $2,
    told_sequence = told_sequence + 1,
    told_at = now(),
    first_told_at = coalesce(first_told_at, CASE WHEN $3 THEN now() END)
WHERE id = $1 AND told IS DISTINCT FROM $2::jsonb
RETURNING id, told, told_sequence, told_at, first_told_at;
