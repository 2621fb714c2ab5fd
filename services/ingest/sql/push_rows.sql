SELECT receipt ->> 0 AS row, receipt ->> 1 AS key, receipt ->> 2 AS id, receipt ->> 3 AS status,
       (receipt ->> 4)::bigint AS revision, receipt -> 5 AS problems, seeker.reference
FROM push_part
CROSS JOIN jsonb_array_elements(receipts) AS receipt
LEFT JOIN seeker ON seeker.id = (receipt ->> 2)::uuid
WHERE push_id = $1 AND first_row > 0 AND last_row > $2 AND (receipt ->> 0)::int > $2 AND ($4::text IS NULL OR receipt ->> 3 = $4)
ORDER BY (receipt ->> 0)::int
LIMIT $3;
