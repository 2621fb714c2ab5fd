-- Open vacancies that a snapshot did not hold. What changed since it began is newer than it.
WITH seen AS (SELECT unnest(ids) AS id FROM push_part WHERE push_id = $2)
SELECT id FROM vacancy
WHERE source = $1 AND status = 'open' AND changed_at < $3 AND id NOT IN (SELECT id FROM seen)
ORDER BY id
FOR UPDATE;
