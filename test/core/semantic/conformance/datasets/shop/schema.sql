-- A shop. Order 6 has no customer, order 7 a customer who does not exist; customer 4 has returns but no orders;
-- customer 5 has no region; order 5 has no lines; product C is never sold.
CREATE TABLE regions (id INTEGER, name VARCHAR);
INSERT INTO regions VALUES (1, 'North'), (2, 'South'), (3, 'Empty');
CREATE TABLE customers (id INTEGER, name VARCHAR, region_id INTEGER, credit DECIMAL(10, 2));
INSERT INTO customers VALUES (1, 'Ada', 1, 100), (2, 'Bob', 1, 200), (3, 'Cleo', 2, 300), (4, 'Dan', 2, 50), (5, 'Eve', NULL, 10);
CREATE TABLE orders (id INTEGER, customer_id INTEGER, ordered_on DATE, status VARCHAR, amount DECIMAL(10, 2));
INSERT INTO orders VALUES
  (1, 1, '2025-01-05', 'paid', 10), (2, 1, '2025-01-20', 'open', 20), (3, 2, '2025-02-01', 'paid', 30),
  (4, 3, '2025-02-10', 'paid', 40), (5, 5, '2025-03-01', 'open', 50), (6, NULL, '2025-03-05', 'paid', 60),
  (7, 99, '2025-03-09', NULL, NULL);
CREATE TABLE lines (id INTEGER, order_id INTEGER, product_id VARCHAR, quantity INTEGER);
INSERT INTO lines VALUES (1, 1, 'A', 1), (2, 1, 'B', 2), (3, 2, 'A', 3), (4, 3, 'B', 4), (5, 4, 'A', 5), (6, 6, 'A', 6), (7, 6, 'A', 7);
CREATE TABLE products (id VARCHAR, category VARCHAR, price DECIMAL(10, 2));
INSERT INTO products VALUES ('A', 'toys', 2), ('B', 'books', 5), ('C', 'books', 9);
CREATE TABLE returns (id INTEGER, customer_id INTEGER, amount DECIMAL(10, 2));
INSERT INTO returns VALUES (1, 1, 1), (2, 3, 2), (3, 4, 3), (4, NULL, 4);
CREATE TABLE visits (page VARCHAR, hits INTEGER);
INSERT INTO visits VALUES ('home', 5), ('home', 5), ('about', 1);
CREATE TABLE staff (id INTEGER, name VARCHAR);
INSERT INTO staff VALUES (1, 'Sam'), (2, 'Tia');
