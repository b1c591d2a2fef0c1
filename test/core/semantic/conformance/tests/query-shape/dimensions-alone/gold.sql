SELECT name FROM regions
