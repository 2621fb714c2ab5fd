INSERT INTO title_model (digest, model) VALUES ($1, $2)
ON CONFLICT (digest) DO UPDATE SET model = excluded.model, made_at = excluded.made_at;
