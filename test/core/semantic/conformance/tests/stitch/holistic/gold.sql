SELECT * FROM (VALUES ('North',20,1),('South',40,5),(NULL,55,4)) AS t(a,b,c)
