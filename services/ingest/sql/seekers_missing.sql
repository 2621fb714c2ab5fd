WITH seen AS (SELECT unnest(ids) AS id FROM push_part WHERE push_id = $2)
SELECT id FROM seeker
WHERE source = $1 AND status = 'active' AND changed_at < $3 AND id NOT IN (SELECT id FROM seen)
ORDER BY id
FOR UPDATE;
