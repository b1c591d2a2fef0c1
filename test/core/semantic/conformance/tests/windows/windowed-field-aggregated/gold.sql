SELECT * FROM (VALUES ('North',2),('South',1),(NULL,1)) AS t(a,b)
