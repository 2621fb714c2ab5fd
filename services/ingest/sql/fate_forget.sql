UPDATE fate SET occupation = NULL, place = NULL, marks = NULL WHERE vacancy_id = $1;
