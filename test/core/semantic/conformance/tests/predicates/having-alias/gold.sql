SELECT * FROM (VALUES ('Cleo',40),('Eve',50)) AS t(a,b)
