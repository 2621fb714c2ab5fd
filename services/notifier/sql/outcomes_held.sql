SELECT sequence, state FROM outcome ORDER BY id;
