SELECT area, locale, key_prefix, webhook_url FROM office ORDER BY area;
