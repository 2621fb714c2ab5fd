UPDATE vacancy SET knowledge = 0
WHERE id IN (SELECT id FROM vacancy WHERE id = ANY($1::uuid[]) AND knowledge > 0 ORDER BY id FOR UPDATE SKIP LOCKED);
