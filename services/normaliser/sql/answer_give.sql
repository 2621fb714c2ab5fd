INSERT INTO title_answer (title_key, title, uri, answered_by, number) VALUES ($1, $2, $3, $4, $5)
RETURNING id, title_key, title, uri, answered_by, answered_at, undone_by, undone_at, number;
