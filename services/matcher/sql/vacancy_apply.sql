INSERT INTO vacancy AS held (id, applied, state)
SELECT id, applied, state::jsonb FROM unnest($1::uuid[], $2::bigint[], $3::text[]) AS new (id, applied, state)
ON CONFLICT (id) DO UPDATE SET applied = excluded.applied, state = excluded.state
WHERE held.applied < excluded.applied OR $4::boolean;
