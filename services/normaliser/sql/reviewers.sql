SELECT name, key_prefix, added_at FROM reviewer ORDER BY name;
