DELETE FROM delivery WHERE notice_id = $1 AND attempts = 0;
