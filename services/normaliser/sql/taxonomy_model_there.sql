SELECT EXISTS (SELECT FROM title_model WHERE digest = $1);
