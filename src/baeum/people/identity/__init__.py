"""Sign-in through an identity service (OpenID Connect), without taking over what it tells about somebody."""
