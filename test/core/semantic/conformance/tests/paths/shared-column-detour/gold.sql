SELECT * FROM (VALUES ('Sam',2),('Tia',1),(NULL,4)) AS t(a,b)
