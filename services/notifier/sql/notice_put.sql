INSERT INTO notice (id, vacancy_id, area, role, revision, content)
VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (id) DO UPDATE SET revision = excluded.revision, content = excluded.content, changed_at = now();
