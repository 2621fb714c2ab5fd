SELECT id, summary, top_k FROM vacancy WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE;
