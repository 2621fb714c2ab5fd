SELECT true FROM match WHERE vacancy_id = $1 AND seeker_id = $2 AND seeker_area = $3;
