SELECT name, kind, area, key_prefix FROM source ORDER BY name;
