-- The offices that have something waiting and may be tried now, without those whose lane is open.
SELECT area
FROM office
WHERE webhook_url IS NOT NULL
  AND retry_at <= now()
  AND area <> ALL($1::text[])
  AND EXISTS (SELECT FROM delivery WHERE delivery.area = office.area);
