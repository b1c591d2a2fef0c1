SELECT * FROM (VALUES ('North',20),('South',40),(NULL,55)) AS t(a,b)
