SELECT * FROM (VALUES ('Ann', DATE '1990-04-28', 3961), ('Bob', DATE '2001-02-28', 2), ('Cy', NULL, NULL)) AS gold (name, n, age)
