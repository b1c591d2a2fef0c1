SELECT * FROM (VALUES ('North',1),('South',2)) AS t(a,b)
