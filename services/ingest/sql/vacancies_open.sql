SELECT count(*) FROM vacancy WHERE source = $1 AND status = 'open';
