INSERT INTO seeker AS held (id, applied, sequence, state)
SELECT id, applied, 1, state::jsonb
FROM unnest($1::uuid[], $2::bigint[], $3::text[]) AS new (id, applied, state)
ON CONFLICT (id) DO UPDATE
SET applied = excluded.applied,
    sequence = held.sequence + (held.state IS DISTINCT FROM excluded.state)::int,
    state = excluded.state
WHERE held.applied < excluded.applied OR $4::boolean
RETURNING new.id, new.sequence, old.sequence IS DISTINCT FROM new.sequence AS changed;
