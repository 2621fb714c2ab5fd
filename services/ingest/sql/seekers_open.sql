SELECT count(*) FROM seeker WHERE source = $1 AND status = 'active';
