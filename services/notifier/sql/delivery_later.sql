UPDATE delivery SET next_at = now() + $2 WHERE id = $1;
