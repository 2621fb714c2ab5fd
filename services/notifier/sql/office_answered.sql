-- Failures in a row count for the office, not for one webhook: its receiver is down, or it is not.
UPDATE office
SET failures = CASE WHEN $2 THEN failures + 1 ELSE 0 END, retry_at = now() + $3
WHERE area = $1 AND ($2 OR failures > 0);
