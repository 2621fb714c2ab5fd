SELECT id, topic, key, headers, value, extract(epoch FROM clock_timestamp() - created_at)::float8 AS age
FROM outbox
ORDER BY id
LIMIT $1;
