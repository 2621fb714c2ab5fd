-- Receivers for whom something waits and who may be tried now, without those whose lane is open.
SELECT name
FROM receiver
WHERE retry_at <= now()
  AND name <> ALL($1::text[])
  AND EXISTS (SELECT FROM delivery WHERE delivery.receiver = receiver.name);
