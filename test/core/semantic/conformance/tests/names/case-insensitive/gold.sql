SELECT * FROM (VALUES ('North',40),('South',40),(NULL,60)) AS t(a,b)
