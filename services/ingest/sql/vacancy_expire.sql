WITH due AS (
    SELECT id FROM vacancy
    WHERE status = 'open' AND expires_at <= now()
    ORDER BY expires_at
    LIMIT $1
    FOR UPDATE SKIP LOCKED
)
UPDATE vacancy
SET revision = revision + 1, status = 'expired', changed_at = now()
FROM due
WHERE vacancy.id = due.id
RETURNING vacancy.id, source, external_id, revision, status, state;
