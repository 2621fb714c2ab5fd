UPDATE taxonomy SET content = $2 WHERE version = $1;
