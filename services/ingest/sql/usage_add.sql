INSERT INTO usage AS held (source, minute, rows, bytes) VALUES ($1, date_trunc('minute', now()), $2, $3)
ON CONFLICT (source, minute) DO UPDATE SET rows = held.rows + excluded.rows, bytes = held.bytes + excluded.bytes
RETURNING rows, bytes;
