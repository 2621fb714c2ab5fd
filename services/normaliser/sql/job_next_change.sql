SELECT nextval('likeness_change');
