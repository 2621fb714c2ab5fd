SELECT id, revision, status FROM vacancy WHERE id = $1 AND status <> 'deleted';
