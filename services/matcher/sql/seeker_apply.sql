INSERT INTO seeker AS held (id, shard, applied, state)
SELECT id, shard, applied, state::jsonb
FROM unnest($1::uuid[], $2::smallint[], $3::bigint[], $4::text[]) AS new (id, shard, applied, state)
ON CONFLICT (id) DO UPDATE SET applied = excluded.applied, state = excluded.state
WHERE held.applied < excluded.applied OR $5::boolean
RETURNING id;
