INSERT INTO ledger (vacancy_id, seeker_id, shard, seeker_area, number, told, score, digest, reasons)
SELECT vacancy_id, seeker_id, shard, seeker_area, number, told, score, digest, reasons::jsonb
FROM unnest($1::uuid[], $2::uuid[], $3::smallint[], $4::text[], $5::bigint[], $6::boolean[], $7::float8[], $8::text[], $9::text[])
    AS new (vacancy_id, seeker_id, shard, seeker_area, number, told, score, digest, reasons)
ON CONFLICT (vacancy_id, seeker_id) DO UPDATE
SET seeker_area = excluded.seeker_area,
    number = excluded.number,
    told = excluded.told,
    score = excluded.score,
    digest = excluded.digest,
    reasons = excluded.reasons;
