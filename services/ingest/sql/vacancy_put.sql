INSERT INTO vacancy AS held (id, source, external_id, revision, status, state, content_hash, as_given, expires_at)
SELECT id, $1, external_id, 1, status, state::jsonb, content_hash, as_given, expires_at
FROM unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::bytea[], $7::bytea[], $8::timestamptz[])
    AS new (id, external_id, status, state, content_hash, as_given, expires_at)
ORDER BY id   -- two pushes of the same rows lock them in one order
ON CONFLICT (id) DO UPDATE
SET revision = held.revision
        + ((held.content_hash, held.status) IS DISTINCT FROM (excluded.content_hash, excluded.status))::int,
    changed_at = CASE WHEN (held.content_hash, held.status) IS DISTINCT FROM (excluded.content_hash, excluded.status)
                      THEN now() ELSE held.changed_at END,
    status = excluded.status,
    state = excluded.state,
    content_hash = excluded.content_hash,
    as_given = excluded.as_given,
    expires_at = excluded.expires_at
RETURNING new.id, new.revision, new.status, old.state IS NULL AS created, old.revision IS DISTINCT FROM new.revision AS changed;
