SELECT receipt ->> 3 AS status, count(*) AS count
FROM push_part, jsonb_array_elements(receipts) AS receipt
WHERE push_id = $1
GROUP BY 1
ORDER BY 1;
