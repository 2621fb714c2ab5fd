INSERT INTO source (name, kind, area) VALUES ($1, $2, $3)
ON CONFLICT (name) DO NOTHING
RETURNING name;
