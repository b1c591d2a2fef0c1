SELECT * FROM (VALUES (1,1),(2,2)) AS t(a,b)
