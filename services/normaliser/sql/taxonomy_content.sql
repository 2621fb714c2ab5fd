SELECT content FROM taxonomy WHERE version = $1;
