INSERT INTO taxonomy (version, content, occupations, languages)
VALUES ($1, $2, $3, $4)
ON CONFLICT (version) DO UPDATE
SET content = excluded.content, occupations = excluded.occupations, languages = excluded.languages,
    imported_at = excluded.imported_at;
