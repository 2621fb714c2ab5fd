SELECT value FROM fact WHERE name = $1 FOR UPDATE;
