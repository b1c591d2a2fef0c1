SELECT * FROM (VALUES (2,1),(5,1)) AS t(a,b)
