"""Proof of origin: the publisher's keys, signatures of manifests, and what a verifier says."""
