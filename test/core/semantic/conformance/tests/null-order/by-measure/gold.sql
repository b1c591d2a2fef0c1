SELECT * FROM (VALUES ('Bob',30,NULL),('Eve',50,NULL),(NULL,60,4),('Dan',NULL,3),('Cleo',40,2),('Ada',30,1)) AS t(a,b,c)
