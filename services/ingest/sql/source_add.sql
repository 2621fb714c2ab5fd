INSERT INTO source (name, kind, area, key_hash, key_prefix)
VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (name) DO NOTHING
RETURNING name;
