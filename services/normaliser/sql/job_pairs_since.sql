SELECT a, b, score, because, gone, change FROM same_job WHERE change > $1 AND ($1 > 0 OR NOT gone);
