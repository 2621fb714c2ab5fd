DELETE FROM taxonomy WHERE version = $1;
