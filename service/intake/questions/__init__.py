"""Which columns of a sheet are which question: rows of headings, split questions, columns that survey tools add."""
