SELECT id, title_key, title, uri, answered_by, answered_at, undone_by, undone_at, number
FROM title_answer
WHERE title_key = $1
ORDER BY id DESC;
