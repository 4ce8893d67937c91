"""One item in many places: what differs, whether it may, who is lightest, and what all could agree on."""
