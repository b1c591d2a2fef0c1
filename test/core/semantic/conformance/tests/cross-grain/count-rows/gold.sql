SELECT * FROM (VALUES ('Ada',1),('Bob',1),('Cleo',1),('Eve',1),(NULL,2)) AS t(a,b)
