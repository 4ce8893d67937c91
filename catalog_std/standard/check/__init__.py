"""Standards judged with proof: what a lower layer contradicts, loosens, repeats or may not touch."""
