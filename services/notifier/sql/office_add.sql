INSERT INTO office (area, locale, key_hash, key_prefix, webhook_url, webhook_secret)
VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (area) DO NOTHING
RETURNING area;
