"""A catalog in the browser while it is worked on: findings and effective items, reloaded on save."""
