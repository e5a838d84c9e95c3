"""Configuration of web servers, written from one table (``table.py``) for Apache, nginx, Caddy and hosts that read ``_headers``."""
