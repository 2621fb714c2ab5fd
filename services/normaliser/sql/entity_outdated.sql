-- What was read by a taxonomy before the current one. Another process may be at some of them: those are its own.
SELECT id, applied, submitted::text
FROM entity
WHERE submitted IS NOT NULL AND knowledge < $1
ORDER BY knowledge, id
LIMIT $2
FOR UPDATE SKIP LOCKED;
