INSERT INTO fate AS held (vacancy_id, told_sequence, matches, seekers_by_area, offices, first_told_at)
VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (vacancy_id) DO UPDATE
SET revision = held.revision + 1,
    told_sequence = excluded.told_sequence,
    matches = excluded.matches,
    seekers_by_area = excluded.seekers_by_area,
    offices = excluded.offices,
    first_told_at = excluded.first_told_at
WHERE held.told_sequence < excluded.told_sequence OR $7::boolean
RETURNING vacancy_id;
