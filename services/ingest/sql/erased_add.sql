INSERT INTO erased (source, reference_hash) VALUES ($1, $2) ON CONFLICT DO NOTHING;
