SELECT id, source, external_id, revision, status, state FROM vacancy WHERE $1::uuid[] IS NULL OR id = ANY($1) ORDER BY id;
