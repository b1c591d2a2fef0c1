-- A club. Members are known by number and by address; profile 9 is nobody's, member 3 has no profile; payment 4 has no
-- address, payment 5 no amount, and both are of one day. A price is of an article in a shop.
CREATE TABLE members (id INTEGER, email VARCHAR, name VARCHAR, born DATE);
INSERT INTO members VALUES (1, 'a@x', 'Ann', '1990-02-28'), (2, 'b@x', 'Bob', '2000-12-31'), (3, 'c@x', 'Cy', NULL);
CREATE TABLE profiles (member_id INTEGER, theme VARCHAR);
INSERT INTO profiles VALUES (1, 'dark'), (2, 'light'), (9, 'dark');
CREATE TABLE payments (id INTEGER, email VARCHAR, paid_on DATE, amount DECIMAL(10, 2));
INSERT INTO payments VALUES (1, 'a@x', '2024-12-30', 10), (2, 'a@x', '2025-01-01', 10), (3, 'b@x', '2025-01-06', 5),
  (4, NULL, '2025-02-28', 7), (5, 'b@x', '2025-02-28', NULL);
CREATE TABLE prices (article VARCHAR, shop INTEGER, price INTEGER);
INSERT INTO prices VALUES ('tea', 1, 2), ('tea', 2, 3), ('jam', 1, 4);
CREATE TABLE sales (id INTEGER, article VARCHAR, quantity INTEGER);
INSERT INTO sales VALUES (1, 'tea', 1), (2, 'jam', 2);
