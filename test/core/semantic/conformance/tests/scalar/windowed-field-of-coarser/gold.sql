SELECT * FROM (VALUES (1,2),(2,2),(3,1),(4,1),(5,1),(6,1),(7,1)) AS t(a,b)
