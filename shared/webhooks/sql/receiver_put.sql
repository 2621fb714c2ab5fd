INSERT INTO receiver (name, url, secret) VALUES ($1, $2, $3)
ON CONFLICT (name) DO UPDATE SET url = excluded.url, secret = excluded.secret, failures = 0, retry_at = now();
