INSERT INTO outbox (topic, key, headers, value)
SELECT topic, key, headers::jsonb, value
FROM unnest($1::text[], $2::text[], $3::text[], $4::bytea[]) WITH ORDINALITY AS new (topic, key, headers, value, place)
ORDER BY place;
