SELECT id, kind, format, snapshot, state, attempt, started_at, ended_at,
       (SELECT coalesce(max(last_row), 0) FROM push_part WHERE push_id = push.id) AS rows
FROM push
WHERE id = $1 AND source = $2;
