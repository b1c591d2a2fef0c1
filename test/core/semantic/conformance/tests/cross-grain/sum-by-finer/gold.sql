SELECT * FROM (VALUES ('paid',600),('open',110),(NULL,50)) AS t(a,b)
