SELECT * FROM (VALUES ('home',10),('about',1)) AS t(a,b)
