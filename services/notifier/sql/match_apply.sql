INSERT INTO match AS held (vacancy_id, seeker_id, seeker_area, number, holds, score, reasons)
SELECT vacancy_id, seeker_id, seeker_area, number, holds, score, reasons::jsonb
FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::bigint[], $5::boolean[], $6::float8[], $7::text[])
    AS new (vacancy_id, seeker_id, seeker_area, number, holds, score, reasons)
ON CONFLICT (vacancy_id, seeker_id) DO UPDATE
SET seeker_area = excluded.seeker_area,
    number = excluded.number,
    holds = excluded.holds,
    score = excluded.score,
    reasons = excluded.reasons
WHERE held.number < excluded.number OR $8::boolean;
