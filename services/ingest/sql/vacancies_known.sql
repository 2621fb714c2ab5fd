-- What may make a row no news: the same as it came last time, in the same status, and its last day not past.
SELECT id, external_id AS key, revision, status, as_given
FROM vacancy
WHERE id = ANY($1::uuid[]) AND state IS NOT NULL AND (expires_at IS NULL OR expires_at > now());
