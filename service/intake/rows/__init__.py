"""From the rows of both forms to people and places, with what is to be said of each."""
