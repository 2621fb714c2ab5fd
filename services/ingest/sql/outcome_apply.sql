INSERT INTO outcome AS held (id, vacancy_id, applied, area, role, outcome, reason, given_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
ON CONFLICT (id) DO UPDATE
SET applied = excluded.applied, outcome = excluded.outcome, reason = excluded.reason, given_at = excluded.given_at
WHERE held.applied < excluded.applied OR $9::boolean;
