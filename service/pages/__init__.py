"""The pages: parse, authorise by a named predicate, call one verb, render what is stored."""
