INSERT INTO api_key (hash, source, prefix, scopes) SELECT $1, name, $3, $4 FROM source WHERE name = $2 RETURNING source;
