INSERT INTO knowledge_head (number, taxonomy, since, starter) VALUES (1, $1, 1, $2) ON CONFLICT (only_one) DO NOTHING;
