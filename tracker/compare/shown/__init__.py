"""What the templates of this room print, made ready: no template has to think. One file for each page."""
