SELECT area, locale, key_prefix, webhook_url FROM office WHERE key_hash = $1;
