SELECT * FROM (VALUES ('Ada',2,1),('Bob',1,0),('Cleo',1,1),('Dan',0,1),('Eve',1,0)) AS t(a,b,c)
