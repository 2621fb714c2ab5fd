SELECT id, revision FROM vacancy WHERE id = ANY($1::uuid[]);
