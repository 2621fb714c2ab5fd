-- An office gets its notices in their order: the oldest that waits.
SELECT delivery.id, notice_id, delivery.area, revision, body, attempts, webhook_url, webhook_secret, failures
FROM delivery JOIN office ON office.area = delivery.area AND webhook_url IS NOT NULL
WHERE delivery.area = $1
ORDER BY delivery.id
LIMIT 1;
