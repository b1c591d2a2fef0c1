SELECT * FROM (VALUES ('North',60,1,2),('South',40,5,2),(NULL,110,4,1)) AS t(a,b,c,d)
