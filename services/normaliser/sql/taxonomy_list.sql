SELECT version, occupations, languages, imported_at FROM taxonomy ORDER BY imported_at, version;
