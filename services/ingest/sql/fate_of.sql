SELECT vacancy.id, external_id, vacancy.revision, status, created_at, changed_at, normalised_at, occupation, place, marks,
       coalesce(matches, 0) AS matches, coalesce(seekers_by_area, '{}') AS seekers_by_area,
       coalesce(offices, '{}') AS offices, first_told_at, source, coalesce(fate.revision, 0) AS fate_revision
FROM vacancy LEFT JOIN fate ON fate.vacancy_id = vacancy.id
WHERE vacancy.id = ANY($1::uuid[]) AND status <> 'deleted'
ORDER BY vacancy.id;
