SELECT area, locale FROM office WHERE webhook_url IS NOT NULL;
