DELETE FROM outbox WHERE key = ANY($1::text[]);
