SELECT vacancy_id, seeker_id, seeker_area, number, told, score, reasons, vacancy.applied, vacancy.state
FROM ledger JOIN vacancy ON vacancy.id = ledger.vacancy_id
WHERE $1::uuid[] IS NULL OR vacancy_id = ANY($1)
ORDER BY vacancy_id, seeker_id;
