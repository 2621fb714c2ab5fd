SELECT name, kind, area, oauth_client, rows_per_minute, bytes_per_minute, open_rows,
       (SELECT coalesce(array_agg(prefix ORDER BY created_at), '{}') FROM api_key
        WHERE source = name AND (expires_at IS NULL OR expires_at > now())) AS key_prefixes
FROM source
ORDER BY name;
