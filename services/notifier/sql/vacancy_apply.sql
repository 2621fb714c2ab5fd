INSERT INTO vacancy AS held (id, sequence, summary, top_k)
SELECT id, sequence, summary::jsonb, top_k
FROM unnest($1::uuid[], $2::bigint[], $3::text[], $4::integer[]) AS new (id, sequence, summary, top_k)
ORDER BY id
ON CONFLICT (id) DO UPDATE SET sequence = excluded.sequence, summary = excluded.summary, top_k = excluded.top_k
WHERE held.sequence < excluded.sequence OR $5::boolean;
