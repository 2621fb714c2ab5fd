DELETE FROM delivery WHERE notice_id = $1;
