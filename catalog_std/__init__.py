"""The toolkit for catalogs of public-service items under layered standards."""
