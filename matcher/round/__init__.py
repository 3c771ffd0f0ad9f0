"""Every seat of every pilot at once: what is asked of the solver, and what its answer means for people."""
