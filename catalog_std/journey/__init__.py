"""Life events: several items as one journey, each paper asked once."""
