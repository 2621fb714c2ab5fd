SELECT id, vacancy_id, area, role, revision, content, sent FROM notice WHERE vacancy_id = ANY($1::uuid[]) ORDER BY id FOR UPDATE;
