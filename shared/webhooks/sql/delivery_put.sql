INSERT INTO delivery (receiver, subject, revision, body)
SELECT $1, $2, $3, $4 WHERE EXISTS (SELECT FROM receiver WHERE name = $1);
