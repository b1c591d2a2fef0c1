SELECT * FROM (VALUES ('Ann'), ('Cy')) AS gold (name)
