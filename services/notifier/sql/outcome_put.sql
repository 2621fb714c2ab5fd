INSERT INTO outcome AS held (id, notice_id, sequence, state)
VALUES ($1, $2, 1, $3)
ON CONFLICT (id) DO UPDATE SET sequence = held.sequence + 1, state = excluded.state
RETURNING sequence;
