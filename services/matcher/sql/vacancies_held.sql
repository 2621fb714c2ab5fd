SELECT id, applied, state FROM vacancy;
