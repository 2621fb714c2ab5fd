INSERT INTO reviewer (name, key_hash, key_prefix) VALUES ($1, $2, $3) ON CONFLICT (name) DO NOTHING RETURNING name;
