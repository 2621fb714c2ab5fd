DELETE FROM title_model WHERE digest <> ALL ($1::text[]);
