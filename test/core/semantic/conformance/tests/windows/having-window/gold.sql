SELECT * FROM (VALUES (NULL,110),('North',60)) AS t(a,b)
