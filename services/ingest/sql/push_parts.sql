SELECT first_row, digests, receipts FROM push_part
WHERE push_id = $1 AND last_row >= $2 AND first_row <= $3
ORDER BY first_row;
