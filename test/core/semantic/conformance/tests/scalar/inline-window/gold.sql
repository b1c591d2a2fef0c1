SELECT * FROM (VALUES (1,10),(2,30),(3,60)) AS t(a,b)
