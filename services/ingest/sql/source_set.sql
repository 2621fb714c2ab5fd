UPDATE source
SET oauth_client = coalesce($2, oauth_client),
    rows_per_minute = coalesce($3, rows_per_minute),
    bytes_per_minute = coalesce($4, bytes_per_minute),
    open_rows = coalesce($5, open_rows)
WHERE name = $1
RETURNING name;
