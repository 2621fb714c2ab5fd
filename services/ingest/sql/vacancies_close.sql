UPDATE vacancy SET revision = revision + 1, status = 'closed', changed_at = now()
WHERE id = ANY($1::uuid[])
RETURNING id, source, external_id, external_id AS key, revision, status, state;
