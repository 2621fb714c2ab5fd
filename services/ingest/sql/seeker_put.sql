INSERT INTO seeker AS held (id, source, reference, revision, status, state, content_hash)
SELECT id, $1, reference, 1, status, state::jsonb, content_hash
FROM unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::bytea[])
    AS new (id, reference, status, state, content_hash)
ORDER BY reference   -- two pushes of the same rows lock them in one order
ON CONFLICT (source, reference) DO UPDATE
SET revision = held.revision + 1,
    status = excluded.status,
    state = excluded.state,
    content_hash = excluded.content_hash
WHERE (held.content_hash, held.status) IS DISTINCT FROM (excluded.content_hash, excluded.status)
RETURNING new.id, new.reference, new.revision, old.id IS NULL AS created;
