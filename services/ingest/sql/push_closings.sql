SELECT receipt ->> 1 AS key, receipt ->> 2 AS id, receipt ->> 3 AS status, (receipt ->> 4)::bigint AS revision,
       receipt -> 5 AS problems, seeker.reference
FROM push_part
CROSS JOIN jsonb_array_elements(receipts) WITH ORDINALITY AS closed (receipt, place)
LEFT JOIN seeker ON seeker.id = (receipt ->> 2)::uuid
WHERE push_id = $1 AND first_row < 0
ORDER BY first_row DESC, place;   -- as they were answered
