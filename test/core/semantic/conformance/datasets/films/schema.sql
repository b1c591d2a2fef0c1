-- Films and their cast. Film 1 has two actors of the same height; film 4 has no cast; actor 4 has no film;
-- film 5 has actors of two heights.
CREATE TABLE actors (id INTEGER, name VARCHAR, height INTEGER);
INSERT INTO actors VALUES (1, 'Ann', 170), (2, 'Ben', 170), (3, 'Cat', 180), (4, 'Don', 190);
CREATE TABLE films (id INTEGER, title VARCHAR, gross DECIMAL(10, 2), studio VARCHAR);
INSERT INTO films VALUES (1, 'One', 100, 'X'), (2, 'Two', 200, 'X'), (3, 'Three', 50, 'Y'), (4, 'Four', 40, 'Y'), (5, 'Five', 10, 'Y');
CREATE TABLE roles (actor_id INTEGER, film_id INTEGER, fee DECIMAL(10, 2));
INSERT INTO roles VALUES (1, 1, 5), (1, 2, 6), (2, 1, 7), (3, 3, 8), (3, 5, 9), (1, 5, 1);
