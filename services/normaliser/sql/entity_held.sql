SELECT id, sequence, state FROM entity WHERE $1::uuid[] IS NULL OR id = ANY($1) ORDER BY id;
