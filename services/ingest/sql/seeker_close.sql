UPDATE seeker
SET revision = revision + 1, status = 'inactive', changed_at = now()
WHERE source = $1 AND reference = $2 AND status = 'active'
RETURNING id, source, revision, status, state;
