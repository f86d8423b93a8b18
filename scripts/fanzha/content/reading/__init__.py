"""Bytes → nodes with their places → validated models."""
