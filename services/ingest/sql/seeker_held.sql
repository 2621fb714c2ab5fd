SELECT id, source, revision, status, state FROM seeker WHERE $1::uuid[] IS NULL OR id = ANY($1) ORDER BY id;
