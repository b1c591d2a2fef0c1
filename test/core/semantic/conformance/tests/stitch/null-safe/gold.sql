SELECT * FROM (VALUES ('Ada',30,1),('Bob',30,NULL),('Cleo',40,2),('Dan',NULL,3),('Eve',50,NULL),(NULL,60,4)) AS t(a,b,c)
