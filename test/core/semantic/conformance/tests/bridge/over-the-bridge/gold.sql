SELECT * FROM (VALUES (170,'X',18),(180,'Y',17),(170,'Y',1)) AS t(a,b,c)
