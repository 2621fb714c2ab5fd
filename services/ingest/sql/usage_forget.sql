DELETE FROM usage WHERE minute < now() - interval '1 hour';
