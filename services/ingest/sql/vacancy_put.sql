INSERT INTO vacancy AS held (id, source, external_id, revision, status, state, content_hash, expires_at)
SELECT id, $1, external_id, 1, status, state::jsonb, content_hash, expires_at
FROM unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::bytea[], $7::timestamptz[])
    AS new (id, external_id, status, state, content_hash, expires_at)
ORDER BY id   -- two pushes of the same rows lock them in one order
ON CONFLICT (id) DO UPDATE
SET revision = held.revision + 1,
    status = excluded.status,
    state = excluded.state,
    content_hash = excluded.content_hash,
    expires_at = excluded.expires_at
WHERE (held.content_hash, held.status) IS DISTINCT FROM (excluded.content_hash, excluded.status)
RETURNING new.id, new.revision, old.state IS NULL AS created;
