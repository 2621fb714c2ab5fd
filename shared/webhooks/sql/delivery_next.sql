-- A receiver gets its webhooks in their order: the oldest that waits.
SELECT delivery.id, receiver, subject, revision, body, attempts, url, secret, failures
FROM delivery JOIN receiver ON receiver.name = delivery.receiver
WHERE delivery.receiver = $1
ORDER BY delivery.id
LIMIT 1;
