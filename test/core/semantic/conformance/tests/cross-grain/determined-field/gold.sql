SELECT * FROM (VALUES (1,0.3),(2,0.15)) AS t(a,b)
