SELECT * FROM (VALUES ('North','Ada'),('North','Bob'),('South','Cleo'),('South','Dan'),(NULL,'Eve')) AS t(a,b)
