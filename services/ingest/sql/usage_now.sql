SELECT rows, bytes FROM usage WHERE source = $1 AND minute = date_trunc('minute', now());
