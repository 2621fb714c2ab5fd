UPDATE notice SET sent = true WHERE id = $1 AND NOT sent;
