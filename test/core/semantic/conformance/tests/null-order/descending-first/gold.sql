SELECT * FROM (VALUES (NULL,110),('South',40),('North',60)) AS t(a,b)
