UPDATE apart_by_hand
SET taken_back_by = $3, taken_back_at = now(), change = $4
FROM unnest($1::uuid[], $2::uuid[]) AS old (a, b)
WHERE apart_by_hand.a = old.a AND apart_by_hand.b = old.b;
