UPDATE vacancy
SET revision = revision + 1,
    status = $2,
    changed_at = now(),
    as_given = NULL,
    state = CASE WHEN $2 = 'deleted' THEN NULL ELSE state END,
    content_hash = CASE WHEN $2 = 'deleted' THEN NULL ELSE content_hash END,
    expires_at = CASE WHEN $2 = 'deleted' THEN NULL ELSE expires_at END
WHERE id = $1 AND status <> 'deleted' AND status <> $2
RETURNING id, source, external_id, revision, status, state;
