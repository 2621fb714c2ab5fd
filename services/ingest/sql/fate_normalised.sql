INSERT INTO fate AS held (vacancy_id, normalised_sequence, normalised_at, occupation, place, marks, same_job, job_id)
SELECT vacancy_id, sequence, now(), occupation::jsonb, place::jsonb, ARRAY(SELECT jsonb_array_elements_text(marks::jsonb)),
       same_job::jsonb, job_id
FROM unnest($1::uuid[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::text[], $7::uuid[])
    AS new (vacancy_id, sequence, occupation, place, marks, same_job, job_id)
ORDER BY vacancy_id
ON CONFLICT (vacancy_id) DO UPDATE
SET revision = held.revision + 1,
    normalised_sequence = excluded.normalised_sequence,
    normalised_at = excluded.normalised_at,
    occupation = excluded.occupation,
    place = excluded.place,
    marks = excluded.marks,
    same_job = excluded.same_job,
    job_id = excluded.job_id
WHERE held.normalised_sequence < excluded.normalised_sequence OR $8::boolean
RETURNING vacancy_id;
