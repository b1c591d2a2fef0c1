SELECT * FROM (VALUES ('South',40),('North',60),(NULL,110)) AS t(a,b)
