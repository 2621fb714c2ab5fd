SELECT a, b, taken_back_at IS NULL AS holds, change FROM apart_by_hand WHERE change > $1;
