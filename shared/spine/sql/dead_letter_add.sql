INSERT INTO dead_letter (topic, partition, "offset", record_time, key, headers, value, error)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
ON CONFLICT (topic, partition, "offset", record_time) DO NOTHING
RETURNING id;
