"""From a title, a code and a text to an occupation with an honest probability. Pure: no database, no clock."""
