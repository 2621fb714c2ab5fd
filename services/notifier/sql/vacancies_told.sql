SELECT id, told, told_sequence, told_at, first_told_at FROM vacancy WHERE told_sequence > 0 AND ($1::uuid[] IS NULL OR id = ANY($1)) ORDER BY id;
