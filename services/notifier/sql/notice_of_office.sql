SELECT vacancy_id, role FROM notice WHERE id = $1 AND area = $2;
