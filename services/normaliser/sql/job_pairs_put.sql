INSERT INTO same_job (a, b, score, because, gone, change)
SELECT a, b, score, because::jsonb, gone, $6
FROM unnest($1::uuid[], $2::uuid[], $3::double precision[], $4::text[], $5::boolean[]) AS new (a, b, score, because, gone)
ON CONFLICT (a, b) DO UPDATE
SET score = excluded.score, because = excluded.because, gone = excluded.gone, change = excluded.change;
