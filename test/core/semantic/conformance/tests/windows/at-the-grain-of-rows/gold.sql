SELECT * FROM (VALUES (1,2),(2,1)) AS t(a,b)
