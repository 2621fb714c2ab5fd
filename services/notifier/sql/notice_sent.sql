-- Notices before deliveries, and by id: the order in which the handler locks them.
WITH locked AS (SELECT id FROM notice WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE)
UPDATE notice SET sent = true FROM locked WHERE notice.id = locked.id;
