SELECT vacancy_id, seeker_id, seeker_area, score, reasons
FROM match
WHERE vacancy_id = ANY($1::uuid[]) AND holds
ORDER BY vacancy_id, score DESC, seeker_id;
