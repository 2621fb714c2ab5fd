SELECT name, kind, area, key_prefix FROM source WHERE key_hash = $1;
