INSERT INTO push AS held (id, source, kind, format, snapshot, idempotency_key, state)
VALUES ($1, $2, $3, $4, $5, $6, 'receiving')
ON CONFLICT (source, kind, idempotency_key) DO UPDATE
SET attempt = held.attempt + 1, state = 'receiving', ended_at = NULL
WHERE held.format = excluded.format AND held.snapshot = excluded.snapshot
RETURNING id, attempt, started_at;
