SELECT model FROM title_model WHERE digest = $1;
