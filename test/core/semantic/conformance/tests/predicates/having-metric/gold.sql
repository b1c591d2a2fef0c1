SELECT * FROM (VALUES ('Cleo',40),('Eve',50),(NULL,60)) AS t(a,b)
