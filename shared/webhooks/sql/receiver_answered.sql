-- Failures in a row count for the receiver, not for one webhook: it is down, or it is not.
UPDATE receiver
SET failures = CASE WHEN $2 THEN failures + 1 ELSE 0 END, retry_at = now() + $3
WHERE name = $1 AND ($2 OR failures > 0);
