INSERT INTO apart_by_hand (a, b, by_whom, change)
SELECT a, b, $3, $4 FROM unnest($1::uuid[], $2::uuid[]) AS new (a, b)
ON CONFLICT (a, b) DO UPDATE
SET by_whom = excluded.by_whom, at = now(), taken_back_by = NULL, taken_back_at = NULL, change = excluded.change;
