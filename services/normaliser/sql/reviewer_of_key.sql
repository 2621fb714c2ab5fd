SELECT name FROM reviewer WHERE key_hash = $1;
