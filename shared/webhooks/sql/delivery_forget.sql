DELETE FROM delivery WHERE subject = $1 AND receiver = $2;
