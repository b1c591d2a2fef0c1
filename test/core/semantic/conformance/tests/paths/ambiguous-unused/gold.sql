SELECT * FROM (VALUES ('paid',140),('open',70),(NULL,NULL)) AS t(a,b)
