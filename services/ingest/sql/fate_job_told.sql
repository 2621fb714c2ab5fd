-- Offices were told of the advert that stands for a job: the other adverts of it have news too.
UPDATE fate SET revision = revision + 1 WHERE job_id = ANY($1::uuid[]) AND vacancy_id <> job_id RETURNING vacancy_id;
