SELECT source.name, kind, area, scopes, rows_per_minute, bytes_per_minute, open_rows
FROM api_key JOIN source ON source.name = api_key.source
WHERE hash = $1 AND (expires_at IS NULL OR expires_at > now());
