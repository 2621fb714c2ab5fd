INSERT INTO delivery (notice_id, area, revision, body) VALUES ($1, $2, $3, $4);
