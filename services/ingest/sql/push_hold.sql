-- Only the latest connection of a push may write for it.
SELECT true FROM push WHERE id = $1 AND attempt = $2 FOR UPDATE;
