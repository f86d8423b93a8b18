"""Family P: nobody can be recognised."""
