SELECT * FROM (VALUES ('North',20),('South',40),(NULL,110/3.0)) AS t(a,b)
