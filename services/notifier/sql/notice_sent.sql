UPDATE notice SET sent = true WHERE id = ANY($1::uuid[]);
