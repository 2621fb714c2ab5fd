SELECT id, reference AS key, revision, status, as_given FROM seeker WHERE source = $1 AND reference = ANY($2::text[]);
