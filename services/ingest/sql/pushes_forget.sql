DELETE FROM push WHERE started_at < now() - $1::interval;
