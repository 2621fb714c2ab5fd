-- Open vacancies that are not compared with others, or not as this software compares them.
SELECT vacancy.id
FROM vacancy
LEFT JOIN likeness ON likeness.vacancy_id = vacancy.id AND likeness.content IS NOT NULL
WHERE vacancy.submitted IS NOT NULL AND vacancy.state ->> 'status' = 'open'
  AND likeness.made_by IS DISTINCT FROM $1
ORDER BY vacancy.id
LIMIT $2;
