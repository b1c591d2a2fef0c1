SELECT * FROM (VALUES ('a@x', 0, 0, 10), ('b@x', NULL, 0, 5), (NULL, NULL, 0, 7)) AS gold (email, s, p, m)
