SELECT name FROM receiver;
