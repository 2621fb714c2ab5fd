INSERT INTO seeker AS held (id, source, reference, revision, status, state, content_hash, as_given)
SELECT id, $1, reference, 1, status, state::jsonb, content_hash, as_given
FROM unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::bytea[], $7::bytea[])
    AS new (id, reference, status, state, content_hash, as_given)
ORDER BY reference   -- two pushes of the same rows lock them in one order
ON CONFLICT (source, reference) DO UPDATE
SET revision = held.revision
        + ((held.content_hash, held.status) IS DISTINCT FROM (excluded.content_hash, excluded.status))::int,
    changed_at = CASE WHEN (held.content_hash, held.status) IS DISTINCT FROM (excluded.content_hash, excluded.status)
                      THEN now() ELSE held.changed_at END,
    status = excluded.status,
    state = excluded.state,
    content_hash = excluded.content_hash,
    as_given = excluded.as_given
RETURNING new.id, new.reference, new.revision, new.status, old.id IS NULL AS created,
    old.revision IS DISTINCT FROM new.revision AS changed;
