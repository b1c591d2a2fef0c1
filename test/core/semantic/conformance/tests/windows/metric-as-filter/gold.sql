SELECT * FROM (VALUES ('paid',3),('open',2),(NULL,1)) AS t(a,b)
