SELECT id, topic, partition, "offset", key, error, created_at
FROM dead_letter
WHERE replayed_at IS NULL
ORDER BY id;
