SELECT name, kind, area, rows_per_minute, bytes_per_minute, open_rows FROM source WHERE oauth_client = $1;
