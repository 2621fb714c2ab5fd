SELECT title_key, uri FROM title_answer WHERE undone_at IS NULL;
