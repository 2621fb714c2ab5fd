SELECT id FROM vacancy WHERE id = ANY($1::uuid[]) AND source <> $2;
