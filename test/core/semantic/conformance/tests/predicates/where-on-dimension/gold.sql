SELECT * FROM (VALUES ('North',60),('South',40)) AS t(a,b)
