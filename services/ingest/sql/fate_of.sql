-- What offices were told is told of the advert that stands for the job; another advert of it shows those numbers.
SELECT vacancy.id, external_id, vacancy.revision, status, created_at, changed_at, fate.normalised_at, fate.occupation,
       fate.place, fate.marks, fate.same_job, coalesce(standing.matches, fate.matches, 0) AS matches,
       coalesce(standing.seekers_by_area, fate.seekers_by_area, '{}') AS seekers_by_area,
       coalesce(standing.offices, fate.offices, '{}') AS offices,
       coalesce(standing.first_told_at, fate.first_told_at) AS first_told_at,
       source, coalesce(fate.revision, 0) AS fate_revision
FROM vacancy
LEFT JOIN fate ON fate.vacancy_id = vacancy.id
LEFT JOIN fate AS standing ON standing.vacancy_id = fate.job_id
WHERE vacancy.id = ANY($1::uuid[]) AND status <> 'deleted'
ORDER BY vacancy.id;
