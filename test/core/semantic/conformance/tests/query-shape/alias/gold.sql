SELECT * FROM (VALUES (NULL,110),('North',60),('South',40)) AS t(region,total) ORDER BY total DESC
