SELECT area, role, outcome, reason, given_at FROM outcome WHERE vacancy_id = $1 ORDER BY given_at, id;
