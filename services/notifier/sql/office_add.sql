INSERT INTO office (area, locale, key_hash, key_prefix)
VALUES ($1, $2, $3, $4)
ON CONFLICT (area) DO NOTHING
RETURNING area;
