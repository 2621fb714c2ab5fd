SELECT area, locale FROM office JOIN receiver ON name = area;
