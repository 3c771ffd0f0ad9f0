"""What one answer says: people's own words as values, what was not understood as remarks."""
