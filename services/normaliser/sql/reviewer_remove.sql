DELETE FROM reviewer WHERE name = $1 RETURNING name;
