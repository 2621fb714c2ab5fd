UPDATE push SET state = $3, ended_at = now() WHERE id = $1 AND attempt = $2;
