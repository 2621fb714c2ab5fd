SELECT area, locale, key_prefix, url AS webhook_url FROM office LEFT JOIN receiver ON name = area WHERE key_hash = $1;
