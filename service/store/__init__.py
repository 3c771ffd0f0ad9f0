"""What is stored: tables, and one module an aggregate, with Core selects that return values. Nothing else knows SQL."""
