UPDATE seeker
SET revision = revision + 1, status = 'erased', changed_at = now(),
    reference = NULL, state = NULL, content_hash = NULL, as_given = NULL
WHERE source = $1 AND reference = $2
RETURNING id, revision;
