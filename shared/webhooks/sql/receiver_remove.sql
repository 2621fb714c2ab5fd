DELETE FROM receiver WHERE name = $1 RETURNING true;
