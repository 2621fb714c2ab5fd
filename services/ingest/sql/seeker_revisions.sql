SELECT id, reference, revision FROM seeker WHERE source = $1 AND reference = ANY($2::text[]);
