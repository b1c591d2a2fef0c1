SELECT * FROM (VALUES ('North',10),('South',5),(NULL,13)) AS t(a,b)
