SELECT * FROM (VALUES (NULL,110,1),('North',60,2),('South',40,3)) AS t(a,b,c)
