SELECT * FROM (VALUES ('Ada',30),('Cleo',40),(NULL,60)) AS t(a,b)
