UPDATE dead_letter SET replayed_at = now()
WHERE replayed_at IS NULL AND ($1::bigint[] IS NULL OR id = ANY($1))
RETURNING id, topic, key, headers, value;
