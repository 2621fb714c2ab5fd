SELECT pg_advisory_xact_lock(hashtext('same job ' || current_schema));
