"""What rules stand on: context and prose, shared work, permissions, repairs, voices, numerals."""
