"""One verb a module: what a coordinator or an expert can ask of the service, whichever edge it comes through."""
