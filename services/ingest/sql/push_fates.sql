-- What became of the vacancies of a push, in numbers.
SELECT count(*) FILTER (WHERE normalised_sequence > 0) AS normalised,
       count(*) FILTER (WHERE occupation IS NULL AND normalised_sequence > 0) AS without_occupation,
       count(*) FILTER (WHERE matches > 0) AS matched,
       count(*) FILTER (WHERE first_told_at IS NOT NULL) AS told,
       coalesce(sum(matches), 0) AS matches
FROM fate
WHERE vacancy_id IN (SELECT unnest(ids) FROM push_part WHERE push_id = $1);
