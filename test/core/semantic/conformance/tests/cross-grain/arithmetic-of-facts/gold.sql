SELECT * FROM (VALUES ('Ada',29),('Bob',30),('Cleo',38),('Dan',NULL),('Eve',50),(NULL,56)) AS t(a,b)
