"""The pure middle: a request, people and places in; match lists and rounds out. Knows no table, file or option."""
