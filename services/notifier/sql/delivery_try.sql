UPDATE delivery SET attempts = attempts + 1 WHERE id = ANY($1::bigint[]);
