UPDATE entity SET knowledge = $2 WHERE id = ANY($1::uuid[]);
