SELECT * FROM (VALUES (7,NULL),(6,NULL),(5,NULL),(4,'South')) AS t(a,b)
