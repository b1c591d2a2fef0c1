SELECT * FROM (VALUES ('North', 60), ('South', 40), (NULL, 110)) AS t(name, revenue)
