INSERT INTO fate AS held (vacancy_id, normalised_sequence, normalised_at, occupation, place, marks)
SELECT vacancy_id, sequence, now(), occupation::jsonb, place::jsonb, ARRAY(SELECT jsonb_array_elements_text(marks::jsonb))
FROM unnest($1::uuid[], $2::bigint[], $3::text[], $4::text[], $5::text[])
    AS new (vacancy_id, sequence, occupation, place, marks)
ORDER BY vacancy_id
ON CONFLICT (vacancy_id) DO UPDATE
SET revision = held.revision + 1,
    normalised_sequence = excluded.normalised_sequence,
    normalised_at = excluded.normalised_at,
    occupation = excluded.occupation,
    place = excluded.place,
    marks = excluded.marks
WHERE held.normalised_sequence < excluded.normalised_sequence OR $6::boolean
RETURNING vacancy_id;
