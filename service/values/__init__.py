"""What passes between the rungs: frozen, without behaviour, knowing neither tables nor files nor options."""
