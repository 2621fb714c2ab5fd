-- The oldest delivery of each office that has one due: an office gets its notices in their order.
SELECT head.id, head.notice_id, head.area, head.revision, head.body, head.attempts, office.webhook_url, office.webhook_secret
FROM (SELECT DISTINCT ON (area) * FROM delivery ORDER BY area, id) AS head
JOIN office ON office.area = head.area AND office.webhook_url IS NOT NULL
WHERE head.next_at <= now();
