UPDATE seeker
SET revision = revision + 1, status = 'erased', reference = NULL, state = NULL, content_hash = NULL
WHERE source = $1 AND reference = $2
RETURNING id, revision;
