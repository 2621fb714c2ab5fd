SELECT id, revision, status FROM seeker WHERE source = $1 AND reference = $2;
