UPDATE seeker SET revision = revision + 1, status = 'inactive', changed_at = now()
WHERE id = ANY($1::uuid[])
RETURNING id, source, reference AS key, revision, status, state;
