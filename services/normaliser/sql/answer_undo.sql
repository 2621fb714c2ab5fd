UPDATE title_answer
SET undone_by = $2, undone_at = now(), number = $3
WHERE title_key = $1 AND undone_at IS NULL
RETURNING id, title_key, title, uri, answered_by, answered_at, undone_by, undone_at, number;
