-- Something was answered: the record has a new state to tell.
INSERT INTO fate AS held (vacancy_id) SELECT unnest($1::uuid[]) ORDER BY 1
ON CONFLICT (vacancy_id) DO UPDATE SET revision = held.revision + 1;
