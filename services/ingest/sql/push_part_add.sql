INSERT INTO push_part (push_id, first_row, last_row, ids, digests, receipts) VALUES ($1, $2, $3, $4, $5, $6);
