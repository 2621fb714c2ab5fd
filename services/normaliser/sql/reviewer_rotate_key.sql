UPDATE reviewer SET key_hash = $2, key_prefix = $3 WHERE name = $1 RETURNING name;
