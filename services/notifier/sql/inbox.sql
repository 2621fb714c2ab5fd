SELECT id, vacancy_id, role, revision, content, changed_at
FROM notice
WHERE area = $1 AND (content IS NOT NULL OR $2::boolean) AND ($3::timestamptz IS NULL OR changed_at < $3)
ORDER BY changed_at DESC, id
LIMIT $4;
